// What the element takes over from the page around it: light or dark, and the type.

/** @typedef {{ theme: 'light' | 'dark', font: string }} Look */

/**
 * Whether the ground behind an element is dark: the first ancestor with a colour of its own says; where none has one, the page
 * shows the browser's ground, which is dark where the page allows it and the reader asks for it.
 * @param {Element} element
 */
function onDark(element) {
  for (let at = outer(element); at; at = outer(at)) {
    const [red, green, blue, alpha] = channels(getComputedStyle(at).backgroundColor);
    // Brightness as the eye sees it, of a ground that hides most of what is behind it.
    if (alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
  }
  const allowed = getComputedStyle(document.documentElement).colorScheme;
  return /\bdark\b/.test(allowed) && (!/\blight\b/.test(allowed) || matchMedia('(prefers-color-scheme: dark)').matches);
}

/** The element around another one, out of shadows too. @param {Element} element @returns {Element | null} */
const outer = (element) => element.assignedSlot ?? element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host ?? null;

/** A colour's red, green and blue (0 to 255) and opacity (0 to 1), whatever way it was written. @param {string} colour @returns {number[]} */
function channels(colour) {
  const found = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(colour);
  if (found) return [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4] ?? 1)];
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (!pen) return [0, 0, 0, 0];
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/**
 * Tells how an element should look, now and whenever the page or the reader changes it.
 * @param {Element} element @param {(look: Look) => void} tell @returns {() => void} ends it
 */
export function followLook(element, tell) {
  let last = '';
  const look = () => {
    const around = outer(element) ?? element;
    /** @type {Look} */
    const now = { theme: onDark(element) ? 'dark' : 'light', font: getComputedStyle(around).fontFamily };
    if (last === (last = now.theme + now.font)) return;
    tell(now);
  };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', look);
  // Pages switch their theme by an attribute of the root or the body.
  const switched = new MutationObserver(look);
  for (const node of [document.documentElement, document.body]) switched.observe(node, { attributes: true });
  look();
  return () => {
    dark.removeEventListener('change', look);
    switched.disconnect();
  };
}
