// The bookmarklet of the gallery, with this site's own address in it.
const gallery = await (await fetch('./')).text();
const code = new DOMParser().parseFromString(gallery, 'text/html').querySelector('#bookmarklet code').textContent;
document.querySelector('#bookmark').href = code.replace('https://example.org/on-record/', new URL('../', location.href).href);
