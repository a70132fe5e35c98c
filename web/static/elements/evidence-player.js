// <evidence-player>: one sound for the whole page. A press on a piece of evidence plays just that span.
import { clock } from './strings.js';

class EvidencePlayer extends HTMLElement {
  #audio; #span = null; #link = null;

  connectedCallback() {
    this.#audio = this.querySelector('audio');
    this.parts = Object.fromEntries([...this.querySelectorAll('[data-el]')].map(el => [el.dataset.el, el]));
    for (const link of document.querySelectorAll('a[data-sound]')) link.setAttribute('role', 'button');
    document.addEventListener('click', event => this.#pressed(event));
    document.addEventListener('keydown', event => this.#typed(event));
    this.parts.toggle.addEventListener('click', () => this.#toggle());
    this.parts.close.addEventListener('click', () => this.#close());
    for (const type of ['play', 'pause', 'ended']) this.#audio.addEventListener(type, () => this.#paint());
    this.#audio.addEventListener('timeupdate', () => this.#watch());
    this.#audio.addEventListener('error', () => { if (this.#link) location.assign(this.#link.getAttribute('href')); });
  }

  #pressed(event) {
    const link = event.target.closest('a[data-sound]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link === this.#link && !this.#audio.paused) this.#audio.pause();
    else this.play(link);
  }

  #typed(event) {
    if (event.key === 'Escape' && !this.hidden) this.#close();
    if (event.key !== ' ' || !event.target.matches?.('a[data-sound]')) return;
    event.preventDefault();
    event.target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  }

  play(link) {
    this.#mark(link);
    this.#span = { start: Number(link.dataset.start), end: Number(link.dataset.end) };
    this.parts.what.textContent = link.dataset.what ?? '';
    this.parts.span.textContent = `${clock(this.#span.start)} – ${clock(this.#span.end)}`;
    this.parts.open.href = link.getAttribute('href');
    this.hidden = false;
    if (this.#audio.getAttribute('src') !== link.dataset.sound) this.#audio.src = link.dataset.sound;
    this.#start();
  }

  #start() {
    const go = () => { this.#audio.currentTime = this.#span.start; this.#audio.play().then(this.#frame, () => {}); };
    if (this.#audio.readyState > 0) go();
    else { this.#audio.addEventListener('loadedmetadata', go, { once: true }); this.#audio.load(); }
  }

  #toggle() {
    if (!this.#audio.paused) return this.#audio.pause();
    const { start, end } = this.#span;
    const over = this.#audio.currentTime >= end - .05 || this.#audio.currentTime < start;
    if (over) this.#start(); else this.#audio.play().then(this.#frame, () => {});
  }

  #frame = () => {
    this.#watch();
    if (!this.#audio.paused) requestAnimationFrame(this.#frame);
  };

  #watch() {
    if (!this.#span) return;
    const { start, end } = this.#span, now = this.#audio.currentTime;
    this.parts.progress.value = Math.max(0, Math.min(1, (now - start) / (end - start || 1)));
    if (now >= end && !this.#audio.paused) this.#audio.pause();
  }

  #mark(link) {
    if (this.#link) { this.#link.removeAttribute('aria-pressed'); this.#link.classList.remove('playing'); }
    this.#link = link;
  }

  #paint() {
    const playing = !this.#audio.paused;
    this.toggleAttribute('data-playing', playing);
    this.#link?.setAttribute('aria-pressed', String(playing));
    this.#link?.classList.toggle('playing', playing);
  }

  #close() {
    this.#audio.pause();
    this.#link?.focus();
    this.#mark(null);
    this.hidden = true;
  }
}

customElements.define('evidence-player', EvidencePlayer);
