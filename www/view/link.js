// What ties the views together: elements register what they show (a finding, a source), and pointing at one lights up the others.

/** A bundle of views that point at each other. Events: `select` (detail: the finding's id or null, and where it came from). */
export class Link extends EventTarget {
  /** @type {Map<string, Set<Element>>} */
  #shown = new Map();
  /** @type {WeakMap<Element, string[]>} */
  #keys = new WeakMap();
  /** @type {Set<string>} */
  #pointed = new Set();
  /** @type {string | null} */
  selected = null;
  /** @type {(key: string) => string[]} what else lights up with a key: a source's findings, a finding's source */
  related = (key) => [key];

  /** @template {Element} E @param {E} element @param {...string} keys ids of findings or sources @returns {E} */
  add(element, ...keys) {
    this.#keys.set(element, keys);
    for (const key of keys) {
      let set = this.#shown.get(key);
      if (!set) this.#shown.set(key, (set = new Set()));
      set.add(element);
      if (this.#pointed.has(key)) element.classList.add('is-linked');
      if (this.selected === key) element.classList.add('is-selected');
    }
    return element;
  }

  /** Takes out an element that is drawn anew, with all inside it. @param {Element} root */
  forget(root) {
    for (const element of [root, ...root.querySelectorAll('*')]) for (const key of this.#keys.get(element) ?? []) this.#shown.get(key)?.delete(element);
  }

  /** The elements that show a key. @param {string} key */
  of(key) {
    return [...(this.#shown.get(key) ?? [])];
  }

  /** Lights up keys and what is related to them; none puts all out. @param {string[]} keys */
  point(keys) {
    const next = new Set(keys.flatMap((key) => this.related(key)));
    for (const key of this.#pointed) if (!next.has(key)) for (const element of this.of(key)) element.classList.remove('is-linked');
    for (const key of next) if (!this.#pointed.has(key)) for (const element of this.of(key)) element.classList.add('is-linked');
    this.#pointed = next;
  }

  /** @param {string | null} id a finding @param {{ from?: string }} [detail] the view it was selected in */
  select(id, detail = {}) {
    if (this.selected) for (const element of this.of(this.selected)) element.classList.remove('is-selected');
    this.selected = id;
    if (id) for (const element of this.of(id)) element.classList.add('is-selected');
    this.dispatchEvent(new CustomEvent('select', { detail: { id, ...detail } }));
  }

  /** Listens on the root of the views: hover and focus point, a click on something that opens selects. @param {HTMLElement | ShadowRoot} root */
  listen(root) {
    const keysAt = (/** @type {Event} */ event) => {
      for (const node of event.composedPath()) {
        if (node === root) break;
        if (node instanceof Element && this.#keys.has(node)) return this.#keys.get(node) ?? [];
      }
      return [];
    };
    const point = (/** @type {Event} */ event) => this.point(keysAt(event));
    root.addEventListener('pointerover', point);
    root.addEventListener('focusin', point);
    root.addEventListener('pointerleave', () => this.point([]));
    root.addEventListener('focusout', () => this.point([]));
  }
}
