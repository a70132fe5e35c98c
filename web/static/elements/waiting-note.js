// <waiting-note>: shows the note's words as soon as they are written down, and how far a strike is.
const EVERY_MS = 2000;

class WaitingNote extends HTMLElement {
  connectedCallback() { this.timer = setInterval(() => this.#ask(), EVERY_MS); }
  disconnectedCallback() { clearInterval(this.timer); }

  async #ask() {
    if (document.hidden) return;
    const answer = await fetch(this.dataset.state, { credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return;
    const { state, taking_out: stage } = await answer.json();
    if ((state !== 'received' && state !== 'running') || stage !== this.dataset.stage) location.reload();
  }
}

customElements.define('waiting-note', WaitingNote);
