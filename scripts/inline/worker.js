// The worker of the one-file forms: like www/worker.js, but the engine is inside and its bytes come as the first message.
import { server } from 'dist/core.js';
import * as bindings from 'dist/pkg/on_record.js';

/** @type {ReturnType<typeof server> | undefined} */
let receive;
addEventListener('message', ({ data }) => {
  if (receive) return void receive(data);
  receive = server((answer) => postMessage(answer), { bindings: async () => bindings, wasm: data });
  postMessage({ type: 'ready' });
});
