// `on-record/inline`: the JavaScript API and the element in one file, the engine inside.
import './engine.js';

export * from 'dist/index.js';
export { OnRecordElement } from 'dist/element.js';
