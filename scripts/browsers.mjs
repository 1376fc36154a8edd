// Finds the browsers that the tests drive; on Debian and Ubuntu, where this runs as root, installs what is missing.
import { existsSync } from 'node:fs';

import { Stop, ask, run, step } from './setup.mjs';

const CHROMIUM = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The path of a program given by name or path; null where it is not there. */
export function locate(name) {
  if (/[\\/]/.test(name)) return existsSync(name) ? name : null;
  if (process.platform === 'win32') return ask('where', [name])?.split(/\r?\n/)[0] ?? null;
  return ask('sh', ['-c', `command -v ${name}`]) || null;
}

const first = (names) => names.map(locate).find(Boolean) ?? null;

/** Whether packages can be installed without asking anybody. */
const canInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && locate('apt-get') !== null;

async function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step(`installing ${packages.join(', ')}`, async () => {
    await run('apt-get', ['update', '-qq'], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  });
}

/** The path of a Chromium: `CHROMIUM` of the environment, else one that is installed, else one that is installed now. */
export async function findChromium() {
  const given = process.env.CHROMIUM;
  if (given) {
    if (!existsSync(given)) throw new Stop(`CHROMIUM names ${given}, and there is no such file`);
    return given;
  }
  let found = first(CHROMIUM);
  if (!found && canInstall()) {
    await install(['chromium']);
    found = first(CHROMIUM);
  }
  if (!found) {
    throw new Stop('The browser tests need a Chromium: install chromium or Google Chrome, or set CHROMIUM to the path of one');
  }
  return found;
}

/** The browsers of the tests, as the environment variables that name them. Chromium must be there; the others may. */
export async function findBrowsers() {
  return { CHROMIUM: await findChromium() };
}
