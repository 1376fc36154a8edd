// What esbuild needs to read components of Vue and Svelte; JSX it reads itself.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** The settings of a bundle of React, Vue and Svelte components, as a site would publish it. */
export const settings = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  minify: true,
  jsx: 'automatic',
  conditions: ['browser', 'production'],
  define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  logLevel: 'error',
};

/** Vue's compiler, told that <on-record> is an element of the browser's. */
export const vue = {
  name: 'vue',
  setup(build) {
    build.onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { compileScript, parse } = await import('vue/compiler-sfc');
      const { descriptor, errors } = parse(readFileSync(path, 'utf8'), { filename: path });
      if (errors.length) return { errors: errors.map(({ message }) => ({ text: message })) };
      const templateOptions = { compilerOptions: { isCustomElement: (tag) => tag === 'on-record' } };
      return { contents: compileScript(descriptor, { id: basename(path), inlineTemplate: true, isProd: true, templateOptions }).content, loader: 'js' };
    });
  },
};

export const svelte = {
  name: 'svelte',
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { compile } = await import('svelte/compiler');
      return { contents: compile(readFileSync(path, 'utf8'), { filename: path, generate: 'client', css: 'injected' }).js.code, loader: 'js' };
    });
  },
};
