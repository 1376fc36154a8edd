// Long work in slices, so that the page answers between them.

/** How long the page may be busy at a stretch, in ms: well under the 50 ms from which a press feels late. */
const SLICE = 10;

/** The next frame, what was drawn so far laid out and painted. @returns {Promise<void>} */
export const frame = () => new Promise((resolve) => {
  // A page in the background has no frames.
  const late = setTimeout(resolve, 100);
  requestAnimationFrame(() => setTimeout(() => (clearTimeout(late), resolve())));
});

/**
 * A function to call between two pieces of work: it waits for the next frame once a slice is used up, so that what a
 * slice has drawn is laid out before there is more.
 * @returns {() => Promise<void>}
 */
export function pacer() {
  let from = performance.now();
  return async () => {
    if (performance.now() - from < SLICE) return;
    await frame();
    from = performance.now();
  };
}
