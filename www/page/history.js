// Articles of before: in memory only, unless the reader asks to keep them; then in this browser's IndexedDB, until erased.

import { el, shorten } from '../view/dom.js';
import { menu } from './menu.js';

/** @typedef {{ id: string, title: string, time: number, text: string, edits: import('./correct.js').Edit[] }} Kept */

/** Articles remembered; the oldest goes first. */
const MOST = 50;

const KEEP = 'on-record-keep';

/** Open connection, while there is one. @type {Promise<IDBDatabase> | null} */
let opening = null;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('on-record', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('articles', { keyPath: 'id' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
  opening.catch(() => (opening = null));
  return opening;
}

/** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} work @returns {Promise<T>} */
async function inStore(mode, work) {
  const transaction = (await database()).transaction('articles', mode);
  const request = work(transaction.objectStore('articles'));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? request.error);
  });
}

const asked = () => {
  try {
    return localStorage.getItem(KEEP) === 'yes';
  } catch {
    return false;
  }
};

/** @param {import('../strings.js').Strings} t @param {{ toast: (words: string) => void, open: (kept: Kept) => void }} page */
export function makeHistory(t, { toast, open }) {
  /** @type {Map<string, Kept>} */
  const list = new Map();
  let keep = asked();
  const failed = () => toast(t.historyFull);
  const loaded = keep
    ? inStore('readonly', (store) => /** @type {IDBRequest<Kept[]>} */ (store.getAll()))
        .then((all) => all.sort((a, b) => a.time - b.time).forEach((kept) => list.has(kept.id) || list.set(kept.id, kept)))
        .catch(() => {})
    : Promise.resolve();

  const store = async (/** @type {Kept} */ kept) => {
    if (!keep) return;
    try {
      await inStore('readwrite', (articles) => articles.put(kept));
    } catch {
      failed();
    }
  };

  /** Remembers an article under its first line and length, so that one that is being typed stays one. @param {string} id @param {string} text @param {Kept['edits']} edits */
  const remember = (id, text, edits) => {
    const title = shorten(text.trim().split('\n')[0] ?? '', 80) || t.untitled;
    const kept = { id, title, time: Date.now(), text, edits };
    list.delete(id);
    list.set(id, kept);
    void store(kept);
    for (const [old] of list) {
      if (list.size <= MOST) break;
      list.delete(old);
      if (keep) void inStore('readwrite', (articles) => articles.delete(old)).catch(() => {});
    }
  };

  const setKeep = async (/** @type {boolean} */ on) => {
    keep = on;
    try {
      if (on) localStorage.setItem(KEEP, 'yes');
      else localStorage.removeItem(KEEP);
      if (on) for (const kept of list.values()) await inStore('readwrite', (articles) => articles.put(kept));
      else await inStore('readwrite', (articles) => articles.clear());
    } catch {
      if (on) failed();
    }
  };

  const erase = async () => {
    list.clear();
    try {
      localStorage.removeItem(KEEP);
      keep = false;
      (await database()).close();
      opening = null;
      indexedDB.deleteDatabase('on-record');
    } catch {
      // Nothing was kept that could be erased.
    }
    toast(t.historyErased);
  };

  const node = menu(t.history, (close) => {
    const entries = [...list.values()].reverse();
    const box = el('input', { type: 'checkbox', onchange: () => void setKeep(box.checked) });
    box.checked = keep;
    return [
      entries.length
        ? el('ul', { class: 'history-list' }, entries.map((kept) => el('li', null, el('button', { type: 'button', class: 'history-entry', onclick: () => (close(), open(kept)) }, el('span', null, kept.title), el('span', { class: 'aside' }, new Intl.DateTimeFormat(t.language, { dateStyle: 'medium', timeStyle: 'short' }).format(kept.time))))))
        : el('p', { class: 'quiet' }, t.historyEmpty),
      el('label', { class: 'choice' }, box, el('span', null, t.historyKeep)),
      el('p', { class: 'aside history-help' }, t.historyHelp),
      el('div', { class: 'menu-foot' }, el('button', { type: 'button', class: 'small-button', onclick: () => (close(), void erase()) }, t.historyErase)),
    ];
  });
  return { node, remember, loaded };
}
