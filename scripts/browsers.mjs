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

const FIREFOX = [
  'firefox-esr',
  'firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
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

/** What each browser is called, and the packages of Debian and Ubuntu that bring it. */
const BROWSERS = {
  chromium: { title: 'Chromium', variable: 'CHROMIUM', names: CHROMIUM, packages: [['chromium']] },
  // Ubuntu's own firefox and chromium are snaps, which a script cannot drive; Mozilla's and Debian's are not.
  firefox: { title: 'Firefox', variable: 'FIREFOX', names: FIREFOX, packages: [['firefox-esr'], ['firefox']] },
  // WebKit's driver finds the browser that belongs to it; both need a screen.
  webkit: { title: 'WebKit', variable: 'WEBKIT_DRIVER', names: ['WebKitWebDriver'], also: 'Xvfb', packages: [['webkit2gtk-driver', 'xvfb']] },
};

/**
 * The path of a browser: the one that its variable of the environment names (CHROMIUM, FIREFOX, WEBKIT_DRIVER; empty: none),
 * else one that is installed, else one that is installed now; null where there is none.
 * @param {'chromium' | 'firefox' | 'webkit'} name
 */
export async function findBrowser(name) {
  const { variable, names, also, packages } = BROWSERS[name];
  const given = process.env[variable];
  if (given === '') return null;
  if (given) {
    if (!existsSync(given)) throw new Stop(`${variable} names ${given}, and there is no such file`);
    return given;
  }
  const found = () => (also && !locate(also) ? null : first(names));
  if (!found() && canInstall()) {
    for (const choice of packages) {
      try {
        await install(choice);
      } catch (error) {
        if (!(error instanceof Stop)) throw error;
        continue;
      }
      if (found()) break;
    }
  }
  return found();
}

/** The path of a Chromium, which must be there. */
export async function findChromium() {
  const found = await findBrowser('chromium');
  if (!found) throw new Stop('The browser tests need a Chromium: install chromium or Google Chrome, or set CHROMIUM to the path of one');
  return found;
}

/** The browsers of the tests, as the environment variables that name them. Chromium must be there; the others may. */
export async function findBrowsers() {
  const found = { CHROMIUM: await findChromium() };
  for (const name of /** @type {const} */ (['firefox', 'webkit'])) {
    const { title, variable, packages } = BROWSERS[name];
    found[variable] = (await findBrowser(name)) ?? '';
    if (!found[variable]) console.log(`  ${title} is not here and cannot be installed by this command: its tests are skipped (on Debian: apt install ${packages[0].join(' ')})`);
  }
  return found;
}
