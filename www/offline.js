// The page without a network: the service worker, what it says, and the texts that other apps hand over.

import { scriptUrl } from './trusted.js';

/** How long an old version may keep a new one waiting that the reader lets in, in ms, and how often the page is then loaded anew. */
const STUCK = 3_000;
const AGAIN = 2;

/**
 * Registers the service worker where there can be one. Where nothing can be kept the page works all the same, and `onState` says so.
 *
 * @param {(state: 'ready' | 'update' | 'refused' | 'unavailable', act: () => void) => void} onState `ready`: the page now works
 *   without a network. `update`: a new version is here and waits; `act` lets it in and reloads the page. `refused`: the browser
 *   keeps nothing, its storage being full or switched off. `unavailable`: there is nothing to keep (a file from disk) or no way to.
 */
export async function workOffline(onState) {
  const workers = navigator.serviceWorker;
  const refused = () => onState('refused', () => {});
  if (!workers || !/^https?:$/.test(location.protocol)) return onState('unavailable', () => {});
  try {
    const registration = await workers.register(scriptUrl(new URL('./sw.js', import.meta.url).href));
    const letIn = (again = AGAIN) => {
      const { waiting } = registration;
      // Another page may have let it in since: then it is in charge already.
      if (!waiting) return location.reload();
      waiting.addEventListener('statechange', () => waiting.state !== 'activating' && location.reload());
      waiting.postMessage('let the new version in');
      // Chromium now and then takes the old version for one at work, for minutes, until the page is loaded anew: what the reader
      // said goes along. Where that does not help either, both are let go, and the page comes from the network.
      setTimeout(async () => {
        if (again) history.replaceState({ again: again - 1 }, '');
        else if (navigator.onLine) await registration.unregister();
        location.reload();
      }, STUCK);
    };
    const waits = () => onState('update', () => letIn());
    const { again } = history.state ?? {};
    if (again !== undefined) history.replaceState(null, '');
    if (registration.waiting && registration.active) {
      if (again === undefined) waits();
      else letIn(again);
    }
    const watch = () => {
      const worker = registration.installing;
      if (!worker) return;
      worker.onstatechange = () => {
        if (worker.state === 'installed' && registration.active) waits();
        if (worker.state === 'redundant' && !registration.active) refused();
      };
    };
    // One may be on its way already: this page's first, or one that another page asked for.
    watch();
    registration.addEventListener('updatefound', watch);
    const { active } = await workers.ready;
    if (active) onState('ready', () => {});
  } catch {
    refused();
  }
}

/**
 * The text that came with the address, behind `#text=` (a bookmarklet's): a fragment is never sent to a server. It is taken out
 * of the address, so that it is not kept in the browser's history either.
 * @returns {string | null}
 */
function addressedText() {
  const { hash, pathname, search } = location;
  if (!hash.startsWith('#text=')) return null;
  history.replaceState(null, '', pathname + search);
  try {
    return decodeURIComponent(hash.slice('#text='.length).replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/** The text that somebody handed to the page: with its address, or from another app. @returns {Promise<string | null>} */
export const handedText = async () => addressedText() ?? (await sharedText());

/**
 * The text that another app shared with the installed page, once; null where there is none.
 * @returns {Promise<string | null>}
 */
export async function sharedText() {
  try {
    const cache = await caches.open('on-record-shared');
    const place = new URL('./shared-text', import.meta.url).href;
    const answer = await cache.match(place);
    await cache.delete(place);
    return answer ? await answer.text() : null;
  } catch {
    return null;
  }
}

/**
 * Hands over files that the system opens with the installed page.
 * @param {(file: File) => void} take
 */
export function openedFiles(take) {
  const queue = /** @type {any} */ (globalThis).launchQueue;
  queue?.setConsumer(async (/** @type {{ files: { getFile(): Promise<File> }[] }} */ launch) => {
    for (const handle of launch.files ?? []) take(await handle.getFile());
  });
}
