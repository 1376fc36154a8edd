// `npm start`: installs what is needed, builds, serves the page and prints its address.
import { main, setup } from './setup.mjs';

await main(async () => {
  await setup();
  const { build } = await import('./build.mjs');
  await build();
  const { serve } = await import('./serve.mjs');
  const { url } = await serve({ port: Number(process.env.PORT ?? 8080) });
  console.log(`\nOn Record is at ${url}\nPaste or drop an article there. Ctrl+C ends it.`);
});
