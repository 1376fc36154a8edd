// Tells engine.js to use what is inside this file instead of files beside it.
import { configure } from 'dist/engine.js';
import * as bindings from 'dist/pkg/on_record.js';
import base64 from 'inline:wasm';
import worker from 'inline:worker';

/** @type {Uint8Array | undefined} */
let bytes;
const wasm = () => (bytes ??= Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));

function createWorker() {
  const url = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }));
  try {
    const made = new Worker(url, { name: 'on-record' });
    made.postMessage(wasm());
    return made;
  } finally {
    setTimeout(() => URL.revokeObjectURL(url), 30_000);
  }
}

// In the page (where there can be no worker) the bytes are read only when they are needed.
const inPage = { ...bindings, default: () => bindings.default({ module_or_path: wasm() }) };

configure({ ...(typeof Worker === 'function' ? { createWorker } : { workerUrl: null }), bindings: async () => inPage });
