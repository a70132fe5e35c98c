// Recordings kept on this device until the service holds them. No page, no words in here.
//   recordings: {id, owner, state: 'recording' | 'ready' | 'queued', mime, recordedAt, zone, seconds, device}
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

const of = async owner => {
  const all = await within(['recordings'], 'readonly', recordings => recordings.getAll());
  return all.filter(one => one.owner === owner).sort((one, other) => one.recordedAt < other.recordedAt ? -1 : 1);
};

/** The recordings of `owner` that wait to be sent, oldest first. */
export const queued = async owner => (await of(owner)).filter(one => one.state === 'queued');

/** The oldest recording of `owner` that was left unfinished or unsent and that no tab has in hand. */
export async function left(owner) {
  for (const recording of (await of(owner)).filter(one => one.state !== 'queued')) {
    const letGo = await hold(recording.id);
    if (letGo) return { recording, letGo };
  }
  return null;
}

/** Hold the recording for this tab; returns what lets it go, or null where another tab holds it. */
export const hold = id => !navigator.locks ? Promise.resolve(() => {}) : new Promise(held => {
  navigator.locks.request(`recording:${id}`, { ifAvailable: true }, lock => {
    if (!lock) return held(null);
    return new Promise(letGo => held(letGo));
  });
});
