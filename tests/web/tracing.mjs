// What the page's own thread does between two marks, from Chromium's trace: its tasks, with the processor time each takes. A busy
// machine makes tasks last longer on the clock, but does not add to the work in them.

const CATEGORIES = ['toplevel', 'devtools.timeline', 'blink.user_timing'];

/**
 * Traces a piece of work in a page, which marks its beginning and end as `from` and `to` with performance.mark.
 * @returns {Promise<{ value: any, tasks: { ms: number, clock: number, what: string[] }[] }>} longest task first, in ms
 */
export async function traced(browser, page, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  let value;
  let buffer;
  try {
    value = await work();
  } finally {
    buffer = await browser.stopTracing();
  }
  const { traceEvents } = JSON.parse(buffer.toString('utf8'));
  const mark = (name) => traceEvents.find((event) => event.cat.includes('blink.user_timing') && event.name === name);
  const [from, to] = [mark('from'), mark('to')];
  if (!from || !to) throw new Error('the trace has no marks');
  const here = traceEvents.filter((event) => event.pid === from.pid && event.tid === from.tid && event.ph === 'X');
  const inside = (event) => event.ts + event.dur >= from.ts && event.ts <= to.ts;
  const tasks = here.filter((event) => /RunTask$/.test(event.name) && inside(event));
  const list = tasks.map((task) => {
    const parts = here.filter((event) => event !== task && event.ts >= task.ts && event.ts + event.dur <= task.ts + task.dur && event.dur > 3_000 && !/RunTask/.test(event.name));
    return { ms: (task.tdur ?? task.dur) / 1000, clock: task.dur / 1000, what: parts.sort((a, b) => (b.tdur ?? b.dur) - (a.tdur ?? a.dur)).slice(0, 6).map((event) => `${event.name}${event.args?.data?.functionName ? ` ${event.args.data.functionName}` : ''} ${((event.tdur ?? event.dur) / 1000).toFixed(0)}`) };
  });
  return { value, tasks: list.sort((a, b) => b.ms - a.ms) };
}
