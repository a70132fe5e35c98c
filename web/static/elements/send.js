// Sending one recording: the receipt counts only when the service holds exactly these bytes.
import { sha256 } from './capture.js';

const TIMEOUT_MS = 10 * 60_000;

export class NotSent extends Error {
  /** `reason`: unsent, mismatch, signed_out, or refused with the service's own `message`. */
  constructor(reason, message = '') { super(message); this.reason = reason; }
}

/** Send `sound`; sending it again under the same key makes no second note. */
export async function send(recording, sound, { token, progress }) {
  const sum = await sha256(await sound.arrayBuffer());
  const answer = await put(`/api/notes/${recording.id}`, sound, progress, {
    'Content-Type': recording.mime || 'application/octet-stream',
    'X-CSRF-Token': token,
    'X-Device': JSON.stringify(recording.device ?? {}),
    'X-Recorded-At': recording.recordedAt,
    'X-Sha256': sum,
    'X-Zone': recording.zone ?? '',
  });
  if (answer.sha256 !== sum || answer.size !== sound.size) throw new NotSent('mismatch');
  return answer;
}

function put(address, body, progress, headers) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('PUT', address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = 'json';
    request.timeout = TIMEOUT_MS;
    request.upload.onprogress = event => progress(event.loaded, event.total);
    request.onerror = request.ontimeout = request.onabort = () => failed(new NotSent('unsent'));
    request.onload = () => {
      const { status, response } = request;
      if ((status === 200 || status === 201) && response) done(response);
      else if (status === 401) failed(new NotSent('signed_out'));
      else if (status >= 500 || !response) failed(new NotSent('unsent'));
      else failed(new NotSent('refused', [response.message, response.fix].filter(Boolean).join(' ')));
    };
    request.send(body);
  });
}
