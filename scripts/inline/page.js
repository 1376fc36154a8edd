// The one file for the disk: the page, with the engine inside.
import './engine.js';
import 'dist/page.js';
