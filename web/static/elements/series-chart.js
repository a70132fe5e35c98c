// <series-chart>: the same note lit in every chart; one tab stop a chart, arrows inside it.
class SeriesChart extends HTMLElement {
  connectedCallback() {
    this.points = [...this.querySelectorAll('a[data-note]')];
    this.readout = this.querySelector('[data-el="readout"]');
    this.points.forEach((point, index) => point.setAttribute('tabindex', index === this.points.length - 1 ? 0 : -1));
    for (const type of ['pointerover', 'focusin']) this.addEventListener(type, event => this.#light(event));
    for (const type of ['pointerout', 'focusout']) this.addEventListener(type, () => this.#unlight());
    this.addEventListener('keydown', event => this.#typed(event));
  }

  #light(event) {
    const point = event.target.closest('a[data-note]');
    if (!point) return;
    this.readout.textContent = point.getAttribute('aria-label');
    for (const other of document.querySelectorAll('series-chart a[data-note]')) {
      other.classList.toggle('same', other.dataset.note === point.dataset.note);
    }
  }

  #unlight() {
    this.readout.textContent = '';
    for (const other of document.querySelectorAll('series-chart a.same')) other.classList.remove('same');
  }

  #typed(event) {
    const index = this.points.indexOf(event.target), last = this.points.length - 1;
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
    if (index < 0 || !this.points[next]) return;
    event.preventDefault();
    for (const point of this.points) point.setAttribute('tabindex', -1);
    this.points[next].setAttribute('tabindex', 0);
    this.points[next].focus();
  }
}

customElements.define('series-chart', SeriesChart);
