// What the microphone hears, shown while it hears: the level, and what to do where it is too quiet or too loud.
import { clock, say } from './strings.js';
import { Trace } from './trace.js';

const QUIET_DB = -55, QUIET_FRAMES = 60, LOUD_FRAMES = 30;      // four seconds, two seconds
const FLOOR_DB = -60, RANGE_DB = 50;

export class Levels {
  #parts; #trace; #quiet = 0; #loud = 0;
  constructor(parts) { this.#parts = parts; this.#trace = new Trace(parts.trace); }

  clear() {
    this.#trace.clear();
    this.#quiet = this.#loud = 0;
    this.#parts.meter.removeAttribute('data-clipped');
    this.#parts.clock.textContent = clock(0);
  }

  /** One look at the level, some fifteen times a second. */
  show({ db, clipped }, recording) {
    const height = Math.max(0, Math.min(1, (db - FLOOR_DB) / RANGE_DB));
    this.#parts.meter.style.setProperty('--level', height.toFixed(3));
    if (!recording) return;
    this.#trace.add(height);
    this.#quiet = db < QUIET_DB ? this.#quiet + 1 : 0;
    this.#loud = clipped ? LOUD_FRAMES : Math.max(0, this.#loud - 1);
    this.#parts.meter.toggleAttribute('data-clipped', this.#loud > 0);
    const hint = this.#loud ? say('loud') : this.#quiet > QUIET_FRAMES ? say('quiet') : '';
    if (this.#parts.hint.textContent !== hint) this.#parts.hint.textContent = hint;
  }
}
