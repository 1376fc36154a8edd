import { mount } from 'svelte';

import App from './App.svelte';

const texts = [...document.querySelectorAll('.text')].map((node) => node.textContent.trim());
mount(App, { target: document.getElementById('app'), props: { texts } });
