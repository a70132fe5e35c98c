// <voice-recorder>: the record page's one task. States: idle, recording, paused, review, sending, sent.
import { Capture, obstacle } from './capture.js';
import * as kept from './kept.js';
import { NotSent, send } from './send.js';
import { clock, say } from './strings.js';
import { Trace } from './trace.js';

const REFUSALS = { NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'nomic', NotReadableError: 'busy' };
const QUIET_DB = -55, QUIET_FRAMES = 60, LOUD_FRAMES = 30;
const FRAME_MS = 66;              // fifteen drawings a second are enough, and spare the battery

class VoiceRecorder extends HTMLElement {
  #capture = new Capture(); #trace; #unsent = null; #quiet = 0; #loud = 0; #drawn = 0;

  connectedCallback() {
    this.parts = Object.fromEntries([...this.querySelectorAll('[data-el]')].map(el => [el.dataset.el, el]));
    const why = obstacle();
    if (why) return this.#explain(why);
    this.dataset.ready = '';
    this.#trace = new Trace(this.parts.trace);
    this.addEventListener('click', event => this[`on_${event.target.closest('[data-do]')?.dataset.do}`]?.());
    this.#capture.addEventListener('change', event => this.#heard(event.detail));
    this.parts.confirm.addEventListener('close', () => this.#confirmed());
    this.parts.listen.addEventListener('loadedmetadata', findLength);
    addEventListener('beforeunload', event => { if (this.#capture.state !== 'inactive') event.preventDefault(); });
    this.#show('idle');
    this.#recover();
  }

  async on_record() {
    try {
      this.#trace.clear();
      await this.#capture.start(this.dataset.owner);
      this.parts.kept.textContent = '';
      this.#show('recording', 'recording');
      requestAnimationFrame(this.#frame);
    } catch (error) {
      this.#show('idle', REFUSALS[error.name] ?? 'failed');
    }
  }
  on_pause() { this.#capture.pause(); }
  on_resume() { this.#capture.resume(); }
  async on_stop() { this.#review(await this.#capture.stop(), say('review')); }
  on_discard() { this.parts.confirm.showModal(); }
  on_again() { this.#show('idle', 'idle'); this.#recover(); }

  async on_send() {
    const { recording, sound } = this.#unsent;
    this.#show('sending', 'sending');
    const progress = (done, total) => {
      Object.assign(this.parts.progress, { value: done, max: total });
      if (done === total) this.#say('checking');
    };
    try {
      const token = document.querySelector('meta[name="csrf-token"]').content;
      const receipt = await send(recording, sound, { token, progress });
      await kept.remove(recording.id).catch(() => {});
      this.#unsent = null;
      this.parts.open.href = receipt.url;
      this.#show('sent', 'sent', { time: clock(recording.seconds) });
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      this.#show('review');
      this.parts.status.textContent = error.message || say(error.reason);
    }
  }

  async #confirmed() {
    if (this.parts.confirm.returnValue !== 'delete') return;
    this.parts.confirm.returnValue = '';
    await kept.remove(this.#unsent.recording.id).catch(() => {});
    this.#unsent = null;
    this.#show('idle', 'discarded');
  }

  /** Offer again what a crash, a closed tab or a failed sending left on this device. */
  async #recover() {
    const recording = await kept.left(this.dataset.owner).catch(() => null);
    if (!recording || this.dataset.state !== 'idle') return;
    const sound = await kept.sound(recording);
    if (!sound.size) return kept.remove(recording.id);
    const date = new Date(recording.recordedAt).toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
    this.#review({ recording, sound }, say('left', { time: clock(recording.seconds), date }));
  }

  #review(unsent, message) {
    this.#unsent = unsent;
    URL.revokeObjectURL(this.parts.listen.src);
    this.parts.listen.src = URL.createObjectURL(unsent.sound);
    this.parts.clock.textContent = clock(unsent.recording.seconds);
    this.#show('review');
    this.parts.status.textContent = message;
  }

  #heard({ type, detail }) {
    if (type === 'recording' || type === 'paused') this.#show(type, type);
    else if (type === 'kept') this.parts.kept.textContent = say('kept', { time: clock(detail) });
    else if (type === 'interrupted' || type === 'full' || type === 'failed') this.#say(type);
    else if (type === 'ended') this.on_stop();
  }

  #show(state, message, parts) {
    const before = this.dataset.state;
    this.dataset.state = state;
    if (state === 'idle') this.parts.clock.textContent = '0:00';
    if (message !== undefined) this.#say(message, parts);
    const first = { recording: 'pause', paused: 'resume', review: 'send', sent: 'open', idle: 'record' }[state];
    if (before && before !== state) this.parts[first]?.focus({ preventScroll: true });
  }

  #say(key, parts) { this.parts.status.textContent = say(key, parts); }
  #explain(why) {
    this.dataset.state = 'impossible';
    this.parts.why.textContent = say(why);
    this.parts.why.hidden = false;
    this.querySelector('details')?.setAttribute('open', '');
  }

  #frame = now => {
    if (this.#capture.state === 'inactive') return;
    requestAnimationFrame(this.#frame);
    if (now - this.#drawn < FRAME_MS) return;
    this.#drawn = now;
    this.parts.clock.textContent = clock(this.#capture.seconds);
    const { db, clipped } = this.#capture.level();
    const height = Math.max(0, Math.min(1, (db + 60) / 50));
    this.parts.meter.style.setProperty('--level', height.toFixed(3));
    if (this.#capture.state !== 'recording') return;
    this.#trace.add(height);
    this.#hint(db, clipped);
  };

  #hint(db, clipped) {
    this.#quiet = db < QUIET_DB ? this.#quiet + 1 : 0;
    this.#loud = clipped ? LOUD_FRAMES : Math.max(0, this.#loud - 1);
    this.parts.meter.toggleAttribute('data-clipped', this.#loud > 0);
    const hint = this.#loud ? say('loud') : this.#quiet > QUIET_FRAMES ? say('quiet') : '';
    if (this.parts.hint.textContent !== hint) this.parts.hint.textContent = hint;
  }
}

// A recording made in a browser does not know its length until it has been read to the end.
function findLength(event) {
  const audio = event.target;
  if (Number.isFinite(audio.duration)) return;
  audio.addEventListener('durationchange', () => { audio.currentTime = 0; }, { once: true });
  audio.currentTime = 1e9;
}

customElements.define('voice-recorder', VoiceRecorder);
