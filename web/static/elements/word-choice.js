// <word-choice>: the words of a note are links; with a script they are one tab stop, and arrows move between them.
class WordChoice extends HTMLElement {
  connectedCallback() {
    this.words = [...this.querySelectorAll('a')];
    const begin = Math.max(0, this.words.findIndex(word => word.matches('.chosen, :target')));
    this.#rove(begin);
    this.addEventListener('keydown', event => this.#typed(event));
    if (this.words[begin]?.matches(':target')) this.words[begin].focus({ preventScroll: true });
  }

  #typed(event) {
    const index = this.words.indexOf(event.target), last = this.words.length - 1;
    if (index < 0) return;
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, ArrowDown: this.#below(index, 1), ArrowUp: this.#below(index, -1), Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#rove(Math.max(0, Math.min(last, next)));
    this.words[Math.max(0, Math.min(last, next))].focus();
  }

  /** The word on the line above or below that lies nearest. */
  #below(index, step) {
    const here = this.words[index].getBoundingClientRect();
    let found = index, line = null;
    for (let at = index + step; this.words[at]; at += step) {
      const there = this.words[at].getBoundingClientRect();
      if (Math.abs(there.top - here.top) < here.height / 2) continue;
      line ??= there.top;
      if (Math.abs(there.top - line) > here.height / 2) break;
      found = at;
      if (step > 0 ? there.right >= here.left : there.left <= here.left) break;
    }
    return found;
  }

  #rove(index) {
    this.words.forEach((word, at) => word.setAttribute('tabindex', at === index ? 0 : -1));
  }
}

customElements.define('word-choice', WordChoice);
