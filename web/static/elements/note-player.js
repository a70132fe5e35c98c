// <note-player>: a note's sound, its outline and its words, kept in step.
import { clock } from './strings.js';

const AHEAD_S = .02;              // the ear forgives a word that lights a moment early, not late

class NotePlayer extends HTMLElement {
  #words; #starts; #lit = -1; #until = Infinity;

  connectedCallback() {
    this.audio = this.querySelector('audio');
    this.parts = Object.fromEntries([...this.querySelectorAll('[data-el]')].map(el => [el.dataset.el, el]));
    this.seconds = Number(this.dataset.seconds) || 0;
    this.#words = [...this.querySelectorAll('[data-s]')];
    this.#starts = this.#words.map(word => Number(word.dataset.s));
    this.dataset.ready = '';
    this.audio.removeAttribute('controls');
    this.parts.toggle.addEventListener('click', () => this.#toggle());
    this.parts.place.addEventListener('input', () => this.seek(Number(this.parts.place.value)));
    this.addEventListener('click', event => this.#clicked(event));
    this.addEventListener('keydown', event => this.#typed(event));
    this.audio.addEventListener('play', () => { this.#paint(); this.#frame(); });
    for (const type of ['pause', 'seeked', 'timeupdate', 'ratechange']) this.audio.addEventListener(type, () => this.#paint());
    this.audio.addEventListener('loadedmetadata', () => this.#fromAddress());
    addEventListener('hashchange', () => this.#fromAddress());
    if (this.#words[0]) this.#words[0].tabIndex = 0;
    this.audio.load();
    this.#paint();
  }

  seek(seconds, { play = false, until = Infinity } = {}) {
    this.#until = until;
    this.audio.currentTime = seconds;
    if (play) this.audio.play().catch(() => {});
    this.#paint();
  }

  #fromAddress() {
    const place = /[#&]t=([\d.]+)/.exec(location.hash);
    if (place) { this.seek(Number(place[1])); this.#words[this.#lit]?.scrollIntoView({ block: 'center' }); }
  }

  #toggle() {
    this.#until = Infinity;
    if (this.audio.paused) this.audio.play().catch(() => {}); else this.audio.pause();
  }

  #clicked(event) {
    const speed = event.target.closest('[data-speed]');
    if (speed) { this.audio.playbackRate = Number(speed.dataset.speed); return; }
    const word = event.target.closest('[data-s]');
    if (word && String(getSelection()) === '') { this.#rove(this.#words.indexOf(word)); return this.seek(Number(word.dataset.s), { play: true }); }
    const place = event.target.closest('[data-at]');
    if (!place || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.seek(Number(place.dataset.at), { play: true, until: Number(place.dataset.to ?? Infinity) });
  }

  #typed(event) {
    const index = this.#words.indexOf(event.target);
    if (index < 0) return;
    const last = this.#words.length - 1;
    const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) { event.preventDefault(); this.#rove(Math.max(0, Math.min(last, next))); }
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); this.seek(this.#starts[index], { play: true }); }
  }

  #rove(index) {
    for (const word of this.#words) word.tabIndex = -1;
    this.#words[index].tabIndex = 0;
    this.#words[index].focus({ preventScroll: true });
  }

  #frame = () => {
    this.#paint();
    if (!this.audio.paused) requestAnimationFrame(this.#frame);
  };

  #paint() {
    const now = this.audio.currentTime;
    if (now >= this.#until && !this.audio.paused) { this.#until = Infinity; this.audio.pause(); }
    this.style.setProperty('--done', this.seconds ? Math.min(1, now / this.seconds) : 0);
    this.toggleAttribute('data-playing', !this.audio.paused);
    this.parts.place.value = now;
    this.parts.place.setAttribute('aria-valuetext', clock(now));
    this.parts.time.textContent = clock(now);
    for (const button of this.querySelectorAll('[data-speed]')) {
      button.setAttribute('aria-pressed', String(Number(button.dataset.speed) === this.audio.playbackRate));
    }
    this.#light(now + AHEAD_S);
  }

  /** Light the last word that has begun. */
  #light(now) {
    let low = 0, high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= now) low = middle + 1; else high = middle;
    }
    if (low - 1 === this.#lit) return;
    this.#words[this.#lit]?.classList.remove('now');
    this.#lit = low - 1;
    this.#words[this.#lit]?.classList.add('now');
  }
}

customElements.define('note-player', NotePlayer);
