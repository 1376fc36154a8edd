// The live example of the gallery: the component, and a page around it.
import { createApp, h, ref } from 'vue';

import Sources from './Sources.vue';

const texts = [...document.querySelectorAll('.text')].map((node) => node.textContent.trim());
const chosen = ref(0);
const found = ref(null);
createApp({
  render: () => [
    h('p', texts.map((_, at) => h('button', { type: 'button', onClick: () => (chosen.value = at) }, `Article ${at + 1}`))),
    h(Sources, { text: texts[chosen.value], onSelect: (detail) => (found.value = detail) }),
    h('output', found.value?.source?.name),
  ],
}).mount('#app');
