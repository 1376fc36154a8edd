// Building nodes: textContent and setAttribute only, so that no text of an article can become markup.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element. `class`, `aria-…` and other attributes as they are; `on…` are listeners; true sets an empty attribute, and null,
 * undefined and false set none.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, any> | null} [attributes] @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  append(node, children);
  return node;
}

/** @param {Node} node @param {(Child | Child[])[]} children */
function append(node, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(node, child);
    else if (child instanceof Node) node.appendChild(child);
    else if (child !== null && child !== undefined && child !== false && child !== '') node.appendChild(document.createTextNode(String(child)));
  }
}

/** @type {Record<string, string>} */
const paths = {
  named: 'M8 8.2a3.1 3.1 0 1 0 0-6.2 3.1 3.1 0 0 0 0 6.2zM2 14c0-3 2.6-4.8 6-4.8s6 1.8 6 4.8z',
  institution: 'M8 1.5 1.5 5v1.3h13V5zM3 7.3v4.6h1.8V7.3zm4.1 0v4.6h1.8V7.3zm4.1 0v4.6H13V7.3zM1.5 13v1.5h13V13z',
  outlet: 'M1.5 3v9.2A1.8 1.8 0 0 0 3.3 14h9.4a1.8 1.8 0 0 0 1.8-1.8V5.5H12V3zM3.5 5H10v2.6H3.5zm0 4.2H10v1.2H3.5zm0 2.2H10v1.1H3.5z',
  document: 'M3.5 1.5v13h9V5L9 1.5zM5.5 7h5v1.1h-5zm0 2.4h5v1.1h-5zm0 2.4h3.4v1.1H5.5z',
  unnamed: 'M8 2a3.1 3.1 0 1 1 0 6.2A3.1 3.1 0 0 1 8 2zm0 1.3a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM8 9.2c3.4 0 6 1.8 6 4.8H2c0-3 2.6-4.8 6-4.8zm0 1.3c-2.3 0-4 .9-4.5 2.2h9C12 11.4 10.300 10.500 8 10.500z',
  anonymous: 'M4.600 3 3.700 6.300C2.300 6.600 1 7.100 1 7.700c0 .9 3.100 1.600 7 1.600s7-.7 7-1.600c0-.6-1.300-1.100-2.700-1.400L11.400 3c-.2-.7-.9-1-1.600-.7L8 3l-1.800-.7C5.500 2 4.800 2.300 4.600 3zM4.600 10.300a2.200 2.200 0 1 0 2.100 2.700 1.600 1.600 0 0 1 2.600 0 2.200 2.200 0 1 0 .1-1.200 2.900 2.900 0 0 0-2.800 0 2.200 2.200 0 0 0-2-1.500z',
  vague: 'M8 1.500a6.500 6.500 0 0 1 1.700.2l-.3 1.300a5.200 5.200 0 0 0-2.800 0l-.3-1.300A6.500 6.500 0 0 1 8 1.500zm3.300 1 a6.500 6.500 0 0 1 2.400 2.400l-1.200.6a5.200 5.200 0 0 0-1.900-1.900zM4.700 2.500l.7 1.100a5.200 5.200 0 0 0-1.900 1.900l-1.200-.6a6.500 6.500 0 0 1 2.400-2.400zM14.300 6.300a6.500 6.500 0 0 1 0 3.400l-1.300-.3a5.200 5.200 0 0 0 0-2.800zM1.700 6.300l1.300.3a5.200 5.200 0 0 0 0 2.800l-1.300.3a6.500 6.500 0 0 1 0-3.400zM13.700 11.100a6.500 6.500 0 0 1-2.400 2.400l-.7-1.100a5.200 5.200 0 0 0 1.900-1.900zM2.300 11.100l1.200-.6a5.200 5.200 0 0 0 1.900 1.900l-.7 1.100a6.500 6.500 0 0 1-2.400-2.400zM6.300 14.300l.3-1.300a5.200 5.200 0 0 0 2.800 0l.3 1.300a6.500 6.500 0 0 1-3.400 0z',
  collective: 'M5 7.500a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600zm6 0a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600zM.8 13c0-2.500 1.700-4.200 4.200-4.200S9.200 10.500 9.200 13zm9.600 0h4.800c0-2.500-1.700-4.200-4.200-4.200-.7 0-1.300.1-1.800.4.800.9 1.200 2.200 1.200 3.800z',
  hearsay: 'M8 1.800a4.300 4.300 0 0 0-4.300 4h1.700A2.600 2.600 0 0 1 8 3.400c1.500 0 2.600 1 2.600 2.300 0 1-.6 1.600-1.500 2.200C8 8.600 7.200 9.300 7.200 10.700v.3h1.600v-.2c0-.8.5-1.200 1.400-1.800 1.100-.8 2.100-1.700 2.100-3.300 0-2.300-1.800-3.900-4.300-3.900zM7.100 12.400v1.800h1.800v-1.800z',
  unclear: 'M8 1.800a4.300 4.300 0 0 0-4.300 4h1.700A2.600 2.600 0 0 1 8 3.400c1.500 0 2.600 1 2.600 2.300 0 1-.6 1.600-1.500 2.200C8 8.600 7.200 9.300 7.200 10.700v.3h1.600v-.2c0-.8.5-1.200 1.400-1.800 1.100-.8 2.100-1.700 2.100-3.300 0-2.300-1.800-3.900-4.300-3.900zM7.100 12.400v1.800h1.800v-1.800z',
  author: 'M11.600 1.600 14.400 4.400 5.600 13.200 1.800 14.200 2.800 10.400z',
  next: 'M8 11.500 2.500 6l1.100-1.100L8 9.300l4.400-4.400L13.500 6z',
  previous: 'M8 4.500 13.500 10l-1.100 1.100L8 6.700l-4.400 4.400L2.500 10z',
  close: 'M3.600 2.500 8 6.900l4.400-4.400 1.100 1.100L9.100 8l4.400 4.400-1.100 1.100L8 9.100l-4.400 4.400-1.100-1.100L6.900 8 2.500 3.600z',
};

/** A small picture beside words that say the same. @param {string} name @returns {SVGElement} */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', paths[name] ?? '');
  svg.appendChild(path);
  return svg;
}

let counter = 0;

/** An id that no other element of the page has. @param {string} word */
export const uniqueId = (word) => `on-record-${word}-${++counter}`;

/** Shortens at a word's end. @param {string} text @param {number} most characters */
export function shorten(text, most) {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return cut.slice(0, Math.max(cut.lastIndexOf(' '), most * 0.6)).replace(/[\s,;:]+$/, '') + '…';
}
