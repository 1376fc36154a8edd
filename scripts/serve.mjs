// Serves dist/ on this machine, with the types and the policy that the page is meant to live under.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

import { dist } from './setup.mjs';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ts': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** The strictest policy that WebAssembly allows. */
export const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/**
 * Serves a folder on localhost: on `port`, or the next free one of the ten after it; 0 takes any.
 * @returns {Promise<{ url: string, close(): Promise<void>, requests: string[] }>} `requests`: the paths asked for, in order.
 */
export async function serve({ folder = dist, port = 0, headers = {} } = {}) {
  const requests = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    requests.push(path);
    const file = fileFor(folder, path);
    const all = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-cache', ...headers };
    if (!file || !['GET', 'HEAD'].includes(request.method)) {
      response.writeHead(file ? 405 : 404, { ...all, 'Content-Type': 'text/plain' }).end(file ? 'Only GET' : 'Not found');
      return;
    }
    const type = TYPES[extname(file.path)] ?? 'application/octet-stream';
    // The one file is meant for the disk and brings a policy of its own.
    const policy = file.path.endsWith('on-record.html') ? {} : { 'Content-Security-Policy': CSP };
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': file.size, ...policy, ...all });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file.path).pipe(response);
  });
  for (let attempt = 0; ; attempt += 1) {
    try {
      await listen(server, port === 0 ? 0 : port + attempt);
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || attempt >= 10) throw error;
    }
  }
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://localhost:${server.address().port}/`, close, requests };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The file behind a path; null for one that is not there or not inside the folder. */
function fileFor(folder, path) {
  const place = normalize(join(folder, path));
  if (place !== folder && !place.startsWith(folder + sep)) return null;
  for (const candidate of [place, join(place, 'index.html')]) {
    const found = statSync(candidate, { throwIfNoEntry: false });
    if (found?.isFile()) return { path: candidate, size: found.size };
  }
  return null;
}
