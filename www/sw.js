// Keeps the page for when the network is gone. The build fills in the version (the hash of every file) and the list.
//
// A version is kept whole or not at all, and pages are served from one version only: a new one is fetched beside it, says so
// through offline.js and waits until the reader lets it in or the last page of the old one is closed.
const VERSION = 'development';
const FILES = [];

const CACHE = `on-record-${VERSION}`;
const SHARED = 'on-record-shared';
const scope = self.registration.scope;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([clean(), self.clients.claim()])));
self.addEventListener('message', (event) => {
  if (event.data === 'let the new version in') self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || !url.href.startsWith(scope)) return;
  if (request.method === 'POST' && url.href === `${scope}share`) event.respondWith(share(request));
  else if (request.method === 'GET') event.respondWith(answer(request, url));
});

/** Fetches every file of this version, past the HTTP cache, which may still hold an older one. */
async function keep() {
  const cache = await caches.open(CACHE);
  const requests = ['', ...FILES].map((path) => new Request(scope + path, { cache: 'reload' }));
  try {
    await cache.addAll(requests);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** Drops every other version. */
async function clean() {
  for (const name of await caches.keys()) {
    if (name.startsWith('on-record-') && name !== CACHE && name !== SHARED) await caches.delete(name);
  }
}

/** The kept file; what is not kept (the one file, an example) comes from the network. */
async function answer(request, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(scope + url.href.slice(scope.length).split(/[?#]/)[0]);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const page = request.mode === 'navigate' && (await cache.match(scope));
    if (page) return page;
    throw error;
  }
}

/**
 * A text that another app shared: left in a cache of its own for the page to pick up (offline.js), never sent anywhere. Where
 * storage is full it goes with the address, in the part that no server sees.
 */
async function share(request) {
  const form = await request.formData();
  const file = form.getAll('file').find((entry) => typeof entry !== 'string');
  const text = file ? await file.text() : [form.get('title'), form.get('text'), form.get('url')].filter(Boolean).join('\n\n');
  try {
    const cache = await caches.open(SHARED);
    await cache.put(`${scope}shared-text`, new Response(text));
    return Response.redirect(scope, 303);
  } catch {
    return Response.redirect(`${scope}#text=${encodeURIComponent(text)}`, 303);
  }
}
