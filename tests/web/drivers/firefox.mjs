// Firefox, through WebDriver BiDi (https://w3c.github.io/webdriver-bidi): it listens on a WebSocket of its own, no driver between.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import WebSocket from 'ws';

import { callOf, end, printed, untilOf } from './index.mjs';

export async function start(path) {
  const profile = mkdtempSync(join(tmpdir(), 'on-record-firefox-'));
  const child = spawn(path, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } });
  const stop = async () => {
    await end(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const url = await printed(child, child.stderr, /WebDriver BiDi listening on (ws:\S+)\s/);
    const session = await connect(`${url}/session`);
    await session.send('session.new', { capabilities: {} });
    await session.send('session.subscribe', { events: ['log.entryAdded'] });
    return { open: () => open(session), close: async () => (session.close(), stop()) };
  } catch (error) {
    await stop();
    throw new Error(`Firefox could not be started: ${error.message}`);
  }
}

/** Commands and their answers by number; events by the page that they are of. */
async function connect(url) {
  const socket = new WebSocket(url);
  const waiting = new Map();
  const listeners = new Map();
  let next = 1;
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'event') return void listeners.get(message.params?.source?.context)?.(message.params);
    const { resolve, reject, method } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.type === 'error') reject?.(new Error(`${method}: ${message.error}: ${message.message}`));
    else resolve?.(message.result);
  });
  socket.on('close', () => waiting.forEach(({ reject, method }) => reject(new Error(`${method}: Firefox is gone`))));
  return {
    listeners,
    close: () => socket.close(),
    send: (method, params) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject, method });
        socket.send(JSON.stringify({ id, method, params }));
      }),
  };
}

/** A tab in a container of its own: storage and service workers are its alone. */
async function open({ send, listeners }) {
  const { userContext } = await send('browser.createUserContext', {});
  const { context } = await send('browsingContext.create', { type: 'tab', userContext });
  const problems = [];
  listeners.set(context, ({ level, text }) => ['error', 'warn'].includes(level) && problems.push(`${level}: ${text}`));
  const run = async (work, ...args) => {
    const answer = await send('script.evaluate', { expression: callOf(work, args), target: { context }, awaitPromise: true, resultOwnership: 'none' });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value);
  };
  return {
    goto: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => send('browsingContext.reload', { context, wait: 'complete' }),
    run,
    until: untilOf(run),
    problems,
    async close() {
      listeners.delete(context);
      await send('browsingContext.close', { context });
      await send('browser.removeUserContext', { userContext });
    },
  };
}
