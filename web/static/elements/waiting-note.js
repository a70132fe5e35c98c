// <waiting-note>: shows the note's words as soon as they are written down.
const EVERY_MS = 2000;

class WaitingNote extends HTMLElement {
  connectedCallback() { this.timer = setInterval(() => this.#ask(), EVERY_MS); }
  disconnectedCallback() { clearInterval(this.timer); }

  async #ask() {
    if (document.hidden) return;
    const answer = await fetch(this.dataset.state, { credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok) return;
    const { state } = await answer.json();
    if (state !== 'received' && state !== 'running') location.reload();
  }
}

customElements.define('waiting-note', WaitingNote);
