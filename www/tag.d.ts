import type { OnRecordElement } from './element.js';

declare global {
  interface HTMLElementTagNameMap {
    'on-record': OnRecordElement;
  }
  interface HTMLElementEventMap {
    'on-record-analyzed': CustomEvent<{ report: import('./report.js').Report; text: string }>;
    'on-record-select': CustomEvent<{ id: string | null; attribution: import('./report.js').Attribution | null; source: import('./report.js').Source | null }>;
    'on-record-error': CustomEvent<{ error: Error }>;
  }
}
