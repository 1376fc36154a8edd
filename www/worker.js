// The analysis in a worker of its own: receives the messages of protocol.js and answers them.

import { server } from './core.js';

// 500 findings are some 5 ms of reading for the page.
const receive = server((answer) => postMessage(answer), { part: 500 });
addEventListener('message', (event) => void receive(event.data));
postMessage({ type: 'ready' });
