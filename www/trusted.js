// Trusted Types: the one policy of On Record. It passes the URLs of its own worker and service worker, and markup that is only
// ever parsed into a document without a window, where nothing of it runs or loads.

/** @type {any} */
let policy;

function make() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return null;
  const pass = (/** @type {string} */ given) => given;
  return (policy ??= types.createPolicy('on-record', { createScriptURL: pass, createHTML: pass }));
}

/** @param {string} url @returns {string} */
export const scriptUrl = (url) => make()?.createScriptURL(url) ?? url;

/** The document of some markup; inert. @param {string} markup @returns {Document} */
export const inertDocument = (markup) => new DOMParser().parseFromString(make()?.createHTML(markup) ?? markup, 'text/html');
