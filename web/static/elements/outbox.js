// The outbox: what a person has pressed Send on waits here until the service holds it. No page, no words in here.
import * as kept from './kept.js';
import { NotSent, send } from './send.js';

const FIRST_MS = 1000, LONGEST_MS = 60_000;

class Outbox extends EventTarget {
  #owner; #timer; #wait = 0; #sounds = new Map();

  /** Send what `owner` has waiting, now and whenever the network or the person comes back. */
  open(owner) {
    if (this.#owner || !owner) return;
    this.#owner = owner;
    addEventListener('online', () => this.again());
    document.addEventListener('visibilitychange', () => document.hidden || this.again());
    this.again();
  }

  /** Let a recording wait, kept on this device, and try to send it. */
  async add(recording, sound) {
    const queued = { ...recording, state: 'queued' };
    this.#sounds.set(queued.id, { queued, sound });       // a browser that refuses to store can still send
    await kept.put(queued).catch(() => {});
    this.again();
  }

  /** What waits, oldest first. */
  async waiting() {
    const stored = await kept.queued(this.#owner).catch(() => []);
    const ids = new Set(stored.map(one => one.id));
    const unstored = [...this.#sounds.values()].map(one => one.queued).filter(one => !ids.has(one.id));
    return [...stored, ...unstored];
  }

  /** Give the oldest back to be heard or deleted; nothing while one is being sent. */
  take() {
    return alone({ ifAvailable: true }, async free => {
      const [recording] = free ? await this.waiting() : [];
      if (recording) await this.#giveBack(recording);
      await this.#changed();
    });
  }

  /** Try now, whatever was tried before. */
  again() {
    this.#wait = 0;
    return this.#flush();
  }

  #flush() {
    clearTimeout(this.#timer);
    return alone({}, async () => {
      await this.#changed();
      if (await this.#sendAll()) await this.#changed();
    });
  }

  async #sendAll() {
    const all = await this.waiting();
    for (const recording of all) {
      try {
        await this.#sendOne(recording);
      } catch (error) {
        if (!(error instanceof NotSent)) throw error;
        if (error.reason !== 'refused') return this.#later(recording, error.reason);
        await this.#giveBack(recording, error.message);
      }
    }
    return all.length;
  }

  async #sendOne(recording) {
    let from;
    const progress = (done, size) => {
      if (done > (from ??= done)) this.#wait = 0;          // it moves: no reason to hold back
      this.#tell('progress', { recording, done, size });
    };
    const receipt = await send(recording, await this.#soundOf(recording), progress);
    this.#sounds.delete(recording.id);
    await kept.remove(recording.id).catch(() => {});      // left behind, it is sent again and is still one note
    this.#wait = 0;
    this.#tell('sent', { recording, receipt });
  }

  #later(recording, reason) {
    this.#wait = Math.min(LONGEST_MS, this.#wait * 2 || FIRST_MS);
    this.#timer = setTimeout(() => this.#flush(), this.#wait * (.75 + Math.random() / 2));
    this.#tell('waiting', { recording, reason });
    return true;
  }

  async #giveBack(recording, message) {
    const sound = await this.#soundOf(recording), ready = { ...recording, state: 'ready' };
    this.#sounds.delete(recording.id);
    await kept.put(ready).catch(() => {});
    this.#tell('taken', { recording: ready, sound, message });
  }

  async #soundOf(recording) { return this.#sounds.get(recording.id)?.sound ?? kept.sound(recording); }
  async #changed() { this.#tell('changed', { waiting: await this.waiting() }); }
  #tell(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail })); }
}

// One tab at a time sends; another waits its turn, and then finds nothing left to do.
const alone = (options, work) =>
  navigator.locks ? navigator.locks.request('outbox', options, work) : work(true);

export const outbox = new Outbox();

/** Who records: the page's own person, or, on a page opened offline, who last signed in here. */
export const ownerOf = element =>
  element.dataset.owner || (document.cookie.match(/(?:^|; )owner=([^;]*)/)?.[1] ?? '');
