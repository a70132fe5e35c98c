// Opens the record page and the help page where the service cannot be reached. The service puts
// `shell` in front: {cache, pages, files}. Both pages are the same for everybody: no page of a
// person, no note and no sound is ever kept here, and nothing else is answered.
const PATIENCE_MS = 5000;
const DOWN = [502, 503, 504];

addEventListener('install', event => event.waitUntil(fill()));
addEventListener('activate', event => event.waitUntil(dropOthers()));
addEventListener('fetch', event => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname in shell.pages) event.respondWith(open(request, shell.pages[pathname]));
  else if (shell.files.includes(pathname)) event.respondWith(kept(pathname).then(file => file ?? fetch(request)));
});

async function fill() {
  const wanted = [...new Set([...Object.values(shell.pages), ...shell.files])];
  const cache = await caches.open(shell.cache);
  await cache.addAll(wanted.map(address => new Request(address, { credentials: 'omit', cache: 'reload' })));
  await skipWaiting();
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name !== shell.cache).map(name => caches.delete(name)));
  await clients.claim();
}

const kept = address => caches.match(address, { ignoreVary: true });

/** The page itself; its stand-in where the service is down, out of reach, or silent for long. */
async function open(request, standIn) {
  const silence = new Promise((_, failed) => setTimeout(failed, PATIENCE_MS));
  const answer = await Promise.race([fetch(request), silence]).catch(() => null);
  if (answer && !DOWN.includes(answer.status)) return answer;
  return await kept(standIn) ?? answer ?? Response.error();
}
