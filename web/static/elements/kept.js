// Recordings kept on this device until the service holds them. No page, no words in here.
//   recordings: {id, owner, state: 'recording' | 'ready', mime, recordedAt, zone, seconds, device}
//   pieces:     [id, order] -> bytes; as ArrayBuffer, because WebKit has lost Blobs from IndexedDB.
let opening;

const open = () => opening ??= new Promise((done, failed) => {
  const request = indexedDB.open('voice-journal', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('recordings', { keyPath: 'id' });
    request.result.createObjectStore('pieces', { keyPath: ['id', 'order'] });
  };
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

// Strict durability: a piece counts as kept only once it is on the disk.
async function within(names, mode, work) {
  const database = await open();
  return new Promise((done, failed) => {
    const transaction = database.transaction(names, mode, { durability: 'strict' });
    let request;
    transaction.oncomplete = () => done(request?.result);
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
    request = work(...names.map(name => transaction.objectStore(name)));
  });
}

const allOf = id => IDBKeyRange.bound([id, -1], [id, Infinity]);

export const put = recording =>
  within(['recordings'], 'readwrite', recordings => recordings.put(recording));

/** A piece and the running totals go in together, never one without the other. */
export const append = (recording, order, bytes) =>
  within(['recordings', 'pieces'], 'readwrite', (recordings, pieces) => {
    pieces.put({ id: recording.id, order, bytes });
    recordings.put(recording);
  });

export const remove = id =>
  within(['recordings', 'pieces'], 'readwrite', (recordings, pieces) => {
    pieces.delete(allOf(id));
    recordings.delete(id);
  });

export async function sound(recording) {
  const pieces = await within(['pieces'], 'readonly', all => all.getAll(allOf(recording.id)));
  return new Blob(pieces.map(piece => piece.bytes), { type: recording.mime });
}

/** The oldest recording of `owner` that was not sent and that no other tab is making. */
export async function left(owner) {
  const all = await within(['recordings'], 'readonly', recordings => recordings.getAll());
  for (const recording of all.filter(one => one.owner === owner)) {
    if (await isFree(recording.id)) return recording;
  }
  return null;
}

const isFree = id => !navigator.locks
  || navigator.locks.request(`recording:${id}`, { ifAvailable: true }, lock => Boolean(lock));

/** Hold the recording for this tab; returns what lets it go. */
export function hold(id) {
  let release = () => {};
  navigator.locks?.request(`recording:${id}`, () => new Promise(done => { release = done; }));
  return () => release();
}
