// <breathing-guide>: counts breaths in and out. Nothing moves before somebody presses Start, and
// where less motion is wished the circle keeps still and only the count goes on.
class BreathingGuide extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener('click', event => {
      const wish = event.target.closest('[data-do]')?.dataset.do;
      if (wish === 'start') this.#begin('in');
      if (wish === 'stop') this.#end();
    });
  }

  disconnectedCallback() { clearTimeout(this.timer); }

  #begin(phase) {
    const seconds = Number(this.dataset[phase]);
    this.dataset.phase = phase;
    this.style.setProperty('--breath', `${seconds}s`);
    this.#show(phase);
    this.#count(Math.round(seconds), phase);
  }

  #count(left, phase) {
    if (left === 0) return this.#begin(phase === 'in' ? 'out' : 'in');
    this.#el('count').textContent = left;
    this.timer = setTimeout(() => this.#count(left - 1, phase), 1000);
  }

  #end() {
    clearTimeout(this.timer);
    delete this.dataset.phase;
    this.#el('count').textContent = '';
    this.#show(null);
  }

  #show(phase) {
    for (const one of ['in', 'out']) this.#el(one).hidden = one !== phase;
    const [start, stop] = ['start', 'stop'].map(what => this.querySelector(`[data-do=${what}]`));
    const focused = document.activeElement === start || document.activeElement === stop;
    [start.hidden, stop.hidden] = [Boolean(phase), !phase];
    if (focused) (phase ? stop : start).focus();
  }

  #el(name) { return this.querySelector(`[data-el=${name}]`); }
}

customElements.define('breathing-guide', BreathingGuide);
