// Registers <on-record>. Import element.js instead to register the class under another name.

import { OnRecordElement } from './element.js';

export { OnRecordElement };

/** The tag and its events, for TypeScript. @typedef {typeof import('./tag.js')} OnRecordTag */

// On a server there is nothing to register; a second copy of this file leaves the first one's element in place.
if (globalThis.customElements && !customElements.get('on-record')) customElements.define('on-record', OnRecordElement);
