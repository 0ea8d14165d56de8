import { existsSync } from 'node:fs';

const PLACES = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
];
// Playwright cannot download one everywhere: what set-up found comes first, then what is installed, then its own.
const executablePath = PLACES.find((path) => existsSync(path));

/** WebGL by the processor. */
export const SOFTWARE_GL = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // A page is put together faster without a GPU than by one in software, which is kept for the game's canvas.
  '--disable-gpu-compositing',
];

/** As root too, and with nothing that asks for a network. */
export const QUIET = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How a browser suite starts its Chromium: quietly, and with `args`. */
export const launchOptions = (...args: readonly string[]) => ({
  ...(executablePath && { executablePath }),
  args: [...QUIET, ...args],
});
