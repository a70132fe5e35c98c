// <exercise-draft>: keeps an exercise as it stands while somebody writes, also when they leave.
const AFTER_MS = 1500;

class ExerciseDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    this.form.addEventListener('input', () => this.#soon());
    this.form.addEventListener('submit', () => { this.sent = true; this.#forget(); });
    document.addEventListener('visibilitychange', this.left = () => document.hidden && this.waits && this.#keep());
    addEventListener('pagehide', this.left);
  }

  disconnectedCallback() {
    this.#forget();
    document.removeEventListener('visibilitychange', this.left);
    removeEventListener('pagehide', this.left);
  }

  #soon() {
    this.#forget();
    this.waits = setTimeout(() => this.#keep(), AFTER_MS);
  }

  #forget() {
    clearTimeout(this.waits);
    this.waits = null;
  }

  async #keep() {
    this.#forget();
    if (this.sent) return;
    const body = new URLSearchParams(new FormData(this.form));
    const answer = await fetch(this.dataset.to, { method: 'POST', body, keepalive: true, credentials: 'same-origin' }).catch(() => null);
    const { kept, lost } = this.querySelector('[data-el=strings]').dataset;
    this.querySelector('[data-el=kept]').textContent = answer?.ok ? kept : lost;
  }
}

customElements.define('exercise-draft', ExerciseDraft);
