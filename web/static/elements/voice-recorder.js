// <voice-recorder>: the record page's one task. States: idle, recording, paused, review, sending, sent.
import { Capture, obstacle } from './capture.js';
import * as kept from './kept.js';
import { Levels } from './levels.js';
import { offer } from './listen.js';
import { outbox, ownerOf } from './outbox.js';
import { about, clock, say } from './strings.js';

const REFUSALS = { NotAllowedError: 'denied', SecurityError: 'denied', NotFoundError: 'nomic', NotReadableError: 'busy' };
const FRAME_MS = 66;              // fifteen drawings a second are enough, and spare the battery

class VoiceRecorder extends HTMLElement {
  #capture = new Capture(); #levels; #unsent = null; #sending = null; #drawn = 0;

  connectedCallback() {
    this.parts = Object.fromEntries([...this.querySelectorAll('[data-el]')].map(el => [el.dataset.el, el]));
    this.owner = ownerOf(this);
    const why = this.owner ? obstacle() : 'nobody';
    if (why) return this.#explain(why);
    this.dataset.ready = '';
    this.#levels = new Levels(this.parts);
    this.addEventListener('click', event => this[`on_${event.target.closest('[data-do]')?.dataset.do}`]?.());
    this.#capture.addEventListener('change', event => this.#heard(event.detail));
    for (const type of ['progress', 'sent', 'waiting', 'taken', 'changed']) {
      outbox.addEventListener(type, ({ detail }) => this[`out_${type}`](detail));
    }
    this.parts.confirm.addEventListener('close', () => this.#confirmed());
    addEventListener('beforeunload', event => { if (this.#capture.state !== 'inactive') event.preventDefault(); });
    this.#show('idle');
    this.#recover();
  }

  async on_record() {
    try {
      await this.#capture.start(this.owner);
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
    const { recording, sound, letGo } = this.#unsent;
    Object.assign(this.parts.progress, { value: 0, max: 1 });
    [this.#unsent, this.#sending] = [null, recording.id];
    this.#show('sending', 'sending');
    await outbox.add(recording, sound);
    letGo();
  }

  out_progress({ recording, done, size }) {
    if (recording.id !== this.#sending) return;
    Object.assign(this.parts.progress, { value: done, max: size });
    if (done === size) this.#say('checking');
  }
  out_sent({ recording, receipt }) {
    if (recording.id !== this.#sending && this.dataset.state !== 'idle') return;
    this.#sending = null;
    this.parts.open.href = receipt.url;
    this.#show('sent', 'sent', { time: clock(recording.seconds) });
  }
  out_waiting({ recording }) {
    if (recording.id !== this.#sending) return;
    this.#sending = null;
    this.#show('idle', 'later');
  }
  async out_taken({ recording, sound, message }) {
    if (recording.id !== this.#sending && !['idle', 'sent'].includes(this.dataset.state)) return;
    this.#sending = null;
    const letGo = await kept.hold(recording.id);
    if (letGo) this.#review({ recording, sound, letGo }, message ?? say('left', about(recording)));
  }
  // Another tab may have sent it: then it is no longer among what waits.
  out_changed({ waiting }) {
    if (!this.#sending || waiting.some(one => one.id === this.#sending)) return;
    this.#sending = null;
    this.#show('idle', 'elsewhere');
  }

  async #confirmed() {
    if (this.parts.confirm.returnValue !== 'delete') return;
    this.parts.confirm.returnValue = '';
    await kept.remove(this.#unsent.recording.id).catch(() => {});
    this.#unsent.letGo();
    this.#unsent = null;
    this.#show('idle', 'discarded');
  }

  /** Offer again what a crash or a closed tab left on this device. */
  async #recover() {
    const found = await kept.left(this.owner).catch(() => null);
    if (!found) return;
    const { recording, letGo } = found, sound = await kept.sound(recording);
    if (!sound.size) await kept.remove(recording.id);
    if (!sound.size || this.dataset.state !== 'idle') return letGo();
    this.#review({ recording, sound, letGo }, say('left', about(recording)));
  }

  #review(unsent, message) {
    this.#unsent = unsent;
    offer(this.parts.listen, unsent.sound);
    this.parts.clock.textContent = clock(unsent.recording.seconds);
    this.#show('review');
    this.parts.status.textContent = message;
  }

  #heard({ type, detail }) {
    if (type === 'recording' || type === 'paused') this.#show(type, type);
    else if (type === 'kept' || type === 'unkept') this.parts.kept.textContent = say(type, { time: clock(detail) });
    else if (type === 'ended') this.on_stop();
    else this.#say(type);
  }

  #show(state, message, parts) {
    const before = this.dataset.state;
    this.dataset.state = state;
    if (state === 'idle') this.#levels.clear();
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
    this.#levels.show(this.#capture.level(), this.#capture.state === 'recording');
  };
}

customElements.define('voice-recorder', VoiceRecorder);
