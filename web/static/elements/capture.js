// The microphone: record, pause, resume, stop. No page, no words in here.
import * as kept from './kept.js';

// A browser's call processing rewrites loudness and silence, which is what we measure.
const SOUND = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 };
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4;codecs=mp4a.40.2', 'audio/mp4'];
const BITS_PER_SECOND = 96_000;
const PIECE_MS = 1000;            // shorter slices come back empty in some WebKit versions
const CLIPPED = .985;

export const obstacle = () =>
  !isSecureContext ? 'insecure'
    : !navigator.mediaDevices?.getUserMedia || !window.MediaRecorder ? 'unsupported' : null;

const hex = buffer => [...new Uint8Array(buffer)].map(byte => byte.toString(16).padStart(2, '0')).join('');
export const sha256 = async bytes => hex(await crypto.subtle.digest('SHA-256', bytes));

export class Capture extends EventTarget {
  #media; #stream; #context; #analyser; #samples; #wake; #letGo;
  #pieces = []; #writing = Promise.resolve(); #since = 0; #seconds = 0;
  recording = null;

  get state() { return this.#media?.state ?? 'inactive'; }
  get seconds() {
    return this.#seconds + (this.state === 'recording' ? (performance.now() - this.#since) / 1000 : 0);
  }

  async start(owner) {
    if ('audioSession' in navigator) navigator.audioSession.type = 'play-and-record';
    this.#stream = await navigator.mediaDevices.getUserMedia({ audio: SOUND });
    try {
      await this.#begin(owner);
    } catch (error) {
      this.#letGoOfMicrophone();
      throw error;
    }
  }

  async #begin(owner) {
    const mimeType = TYPES.find(type => MediaRecorder.isTypeSupported(type)) ?? '';
    this.#media = new MediaRecorder(this.#stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    this.#pieces = []; this.#seconds = 0;
    this.recording = {
      id: crypto.randomUUID(), owner, state: 'recording', seconds: 0,
      mime: this.#media.mimeType || mimeType,
      recordedAt: new Date().toISOString(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      device: await this.#facts(),
    };
    this.#letGo = await kept.hold(this.recording.id);
    navigator.storage?.persist?.();
    this.#media.ondataavailable = event => this.#take(event.data);
    this.#media.onerror = () => this.#tell('failed');
    const [track] = this.#stream.getAudioTracks();
    track.onmute = () => { this.pause(); this.#tell('interrupted'); };
    track.onended = () => this.#tell('ended');
    this.#listen();
    this.#media.start(PIECE_MS);
    this.#since = performance.now();
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#stayAwake();
  }

  pause() {
    if (this.state !== 'recording') return;
    this.#seconds = this.seconds;
    this.#media.requestData();
    this.#media.pause();
    this.#tell('paused');
  }

  resume() {
    if (this.state !== 'paused') return;
    this.#since = performance.now();
    this.#media.resume();
    this.#tell('recording');
  }

  /** End the recording; returns it with its sound, kept on this device and still held by this tab. */
  async stop() {
    this.#seconds = this.seconds;
    const stopped = new Promise(done => this.#media.addEventListener('stop', done, { once: true }));
    if (this.state === 'inactive') this.#media.dispatchEvent(new Event('stop'));
    else this.#media.stop();
    await stopped;
    await this.#writing;
    this.#letGoOfMicrophone();
    document.removeEventListener('visibilitychange', this.#onVisibility);
    await this.#context.close();
    this.#analyser = null;
    this.#wake?.release();
    this.recording = { ...this.recording, state: 'ready', seconds: this.#seconds };
    await kept.put(this.recording).catch(() => {});
    const sound = new Blob(this.#pieces, { type: this.recording.mime });
    return { recording: this.recording, sound, letGo: this.#letGo };
  }

  /** Level of the last 40 ms: decibels below full scale, and whether it clips. */
  level() {
    if (!this.#analyser || this.state !== 'recording') return { db: -100, clipped: false };
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let power = 0, peak = 0;
    for (const value of this.#samples) {
      power += value * value;
      peak = Math.max(peak, Math.abs(value));
    }
    return { db: 10 * Math.log10(power / this.#samples.length + 1e-10), clipped: peak > CLIPPED };
  }

  // Memory holds every piece too: a browser that refuses to store must not cost the recording.
  #take(piece) {
    if (!piece.size) return;
    const order = this.#pieces.push(piece);
    const recording = { ...this.recording, seconds: this.seconds };
    this.#writing = this.#writing
      .then(async () => kept.append(recording, order, await piece.arrayBuffer()))
      .then(() => this.#tell('kept', recording.seconds))
      .catch(error => this.#tell(error?.name === 'QuotaExceededError' ? 'full' : 'unkept'));
  }

  #letGoOfMicrophone() {
    for (const track of this.#stream.getTracks()) { track.onended = track.onmute = null; track.stop(); }
  }

  async #facts() {
    const told = this.#stream.getAudioTracks()[0].getSettings();
    const { echoCancellation, noiseSuppression, autoGainControl, sampleRate, channelCount } = told;
    const device = new TextEncoder().encode(told.deviceId ?? '');
    const deviceKey = told.deviceId ? (await sha256(device)).slice(0, 16) : '';
    return { echoCancellation, noiseSuppression, autoGainControl, sampleRate, channelCount, deviceKey };
  }

  #listen() {
    this.#context = new AudioContext();
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 2048;
    this.#context.createMediaStreamSource(this.#stream).connect(this.#analyser);
    this.#samples = new Float32Array(this.#analyser.fftSize);
  }

  #onVisibility = () => {
    if (document.hidden && this.state === 'recording') this.#media.requestData();
    if (!document.hidden) this.#stayAwake();
  };
  async #stayAwake() { this.#wake = await navigator.wakeLock?.request('screen').catch(() => null); }
  #tell(type, detail) { this.dispatchEvent(new CustomEvent('change', { detail: { type, detail } })); }
}
