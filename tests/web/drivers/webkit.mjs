// WebKit (GTK), through WebDriver (https://www.w3.org/TR/webdriver2/), on a screen of its own: it has no headless mode.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

import { PATIENCE, callOf, end, printed, untilOf } from './index.mjs';

export async function start(path) {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  let driver;
  const stop = async () => {
    await end(driver);
    await end(screen);
  };
  try {
    const display = await printed(screen, screen.stdio[3], /(\d+)\n/);
    const port = await freePort();
    // Software drawing: a test machine has no graphics card, and asking for one takes long to fail.
    const env = { ...process.env, DISPLAY: `:${display}`, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1' };
    driver = spawn(path, [`--port=${port}`], { env, stdio: ['ignore', 'ignore', 'ignore'] });
    const call = caller(`http://127.0.0.1:${port}`);
    await ready(call);
    return { open: () => open(call), close: stop };
  } catch (error) {
    await stop();
    throw new Error(`WebKit could not be started: ${error.message}`);
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const caller = (base) => async (method, path, body) => {
  const response = await fetch(base + path, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${path.split('/').pop()}: ${value?.error}: ${value?.message}`);
  return value;
};

async function ready(call) {
  for (const until = Date.now() + PATIENCE; ; ) {
    try {
      return await call('GET', '/status');
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** A session is a browser of its own, with nothing kept from others. */
async function open(call) {
  const { sessionId } = await call('POST', '/session', { capabilities: {} });
  const session = `/session/${sessionId}`;
  await call('POST', `${session}/timeouts`, { script: PATIENCE, pageLoad: PATIENCE });
  const run = async (work, ...args) => {
    const script = `const done = arguments[arguments.length - 1]; ${callOf(work, args)}.then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await call('POST', `${session}/execute/async`, { script, args: [] });
    if (error) throw new Error(error);
    return JSON.parse(value);
  };
  return {
    goto: (url) => call('POST', `${session}/url`, { url }),
    reload: () => call('POST', `${session}/refresh`, {}),
    run,
    until: untilOf(run),
    problems: [],
    close: () => call('DELETE', session),
  };
}
