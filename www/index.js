// The package's main door: `import { analyze } from 'on-record'`. In Node and Deno node.js stands in its place.

export * from './engine.js';
