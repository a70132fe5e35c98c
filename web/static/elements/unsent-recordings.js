// <unsent-recordings>: says loudly what is on this device only, and lets a person act on it.
import { outbox, ownerOf } from './outbox.js';
import { about, say } from './strings.js';

class UnsentRecordings extends HTMLElement {
  connectedCallback() {
    this.parts = Object.fromEntries([...this.querySelectorAll('[data-el]')].map(el => [el.dataset.el, el]));
    this.addEventListener('click', event => {
      const wish = event.target.closest('[data-do]')?.dataset.do;
      if (wish === 'send') outbox.again();
      if (wish === 'look') outbox.take();
    });
    outbox.addEventListener('changed', event => this.#show(event.detail.waiting));
    outbox.addEventListener('waiting', event => this.#explain(event.detail.reason));
    outbox.addEventListener('progress', () => this.#explain('sending'));
    // A list of notes does not know of one that arrives while it is being read.
    if (!document.querySelector('voice-recorder')) outbox.addEventListener('sent', () => location.reload());
    outbox.open(ownerOf(this));
  }

  #show(waiting) {
    this.hidden = !waiting.length;
    if (this.hidden) return;
    const parts = { ...about(waiting[0]), count: waiting.length };
    this.parts.count.textContent = say(waiting.length === 1 ? 'waits' : 'wait', parts);
  }

  #explain(reason) {
    this.dataset.reason = reason;
    this.parts.reason.textContent = say(reason);
  }
}

customElements.define('unsent-recordings', UnsentRecordings);
