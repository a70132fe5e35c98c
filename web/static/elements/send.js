// Sending one recording in parts. Every request is safe to repeat; the recording's own id makes it one note:
//   PUT   /api/arrivals/{id}         what is coming          -> {offset}: from here on it is wanted
//   PATCH /api/arrivals/{id}         a part at Upload-Offset -> {offset}
//   POST  /api/arrivals/{id}/finish  {sha256}                -> the receipt
import { sha256 } from './capture.js';

const PART_BYTES = 256 * 1024, PART_MS = 60_000, FINISH_MS = 300_000;
const AGAIN = new Set([404, 408, 425, 429]);      // 404: what had arrived has expired; it is announced anew

export class NotSent extends Error {
  /** `reason`: offline, unsent, mismatch, signed_out, stranger, or refused with the service's own `message`. */
  constructor(reason, message = '') { super(message); this.reason = reason; }
}

/** Send `sound`; the receipt counts only when the service holds exactly these bytes. */
export async function send(recording, sound, progress) {
  const sum = await sha256(await sound.arrayBuffer());
  const { owner, token } = await ask('GET', '/api/sender');
  if (owner !== recording.owner) throw new NotSent('stranger');
  const address = `/api/arrivals/${recording.id}`, json = { 'X-CSRF-Token': token, 'Content-Type': 'application/json' };
  const { recordedAt, zone, device } = recording;
  let { offset } = await ask('PUT', address, json, JSON.stringify({ size: sound.size, recordedAt, zone, device }));
  while (offset < sound.size) {
    progress(offset, sound.size);
    const headers = { 'X-CSRF-Token': token, 'Content-Type': 'application/octet-stream', 'Upload-Offset': String(offset) };
    const answer = await ask('PATCH', address, headers, sound.slice(offset, offset + PART_BYTES));
    if (answer.offset === offset) throw new NotSent('unsent');
    offset = answer.offset;
  }
  progress(sound.size, sound.size);
  const receipt = await ask('POST', `${address}/finish`, json, JSON.stringify({ sha256: sum }), FINISH_MS);
  if (receipt.sha256 !== sum || receipt.size !== sound.size) throw new NotSent('mismatch');
  return receipt;
}

async function ask(method, address, headers, body, limit = PART_MS) {
  const signal = AbortSignal.timeout?.(limit);
  const answer = await fetch(address, { method, headers, body, signal }).catch(() => null);
  if (!answer) throw new NotSent(navigator.onLine ? 'unsent' : 'offline');
  const told = await answer.json().catch(() => null);
  if (told && (answer.ok || method === 'PATCH' && told.code === 'offset')) return told;
  throw refusal(answer.status, told);
}

function refusal(status, told) {
  if (status === 401) return new NotSent('signed_out');
  if (status === 403) return new NotSent('stranger');
  if (told?.code === 'checksum') return new NotSent('mismatch');
  if (!told || status >= 500 || AGAIN.has(status) || ['offset', 'stale'].includes(told.code)) return new NotSent('unsent');
  return new NotSent('refused', [told.message, told.fix].filter(Boolean).join(' '));
}
