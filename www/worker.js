// The analysis in a worker of its own: receives the messages of protocol.js and answers them.

import { server } from './core.js';

const receive = server((answer) => postMessage(answer));
addEventListener('message', (event) => void receive(event.data));
postMessage({ type: 'ready' });
