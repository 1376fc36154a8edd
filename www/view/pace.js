// Long work in slices, so that the page answers between them.

/** How long the page may be busy at a stretch, in ms: well under the 50 ms from which a press feels late. */
const SLICE = 10;

/** The next turn of the event loop, after what the reader did meanwhile. @returns {Promise<void>} */
const turn = () => {
  const { scheduler } = /** @type {any} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
};

/** The next frame, what was drawn so far laid out and painted. @returns {Promise<void>} */
export const frame = () => new Promise((resolve) => {
  // A page in the background has no frames.
  const late = setTimeout(resolve, 100);
  requestAnimationFrame(() => setTimeout(() => (clearTimeout(late), resolve())));
});

/** A function to call between two pieces of work: it waits for the next turn once a slice is used up. @returns {() => Promise<void>} */
export function pacer() {
  let from = performance.now();
  return async () => {
    if (performance.now() - from < SLICE) return;
    await turn();
    from = performance.now();
  };
}
