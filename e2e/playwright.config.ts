import { defineConfig } from '@playwright/test';
import { launchOptions, QUIET, SOFTWARE_GL } from '../playwright.base.ts';

/** Real Chromium with a software WebGL, and nothing that asks for a network. */
export const CHROMIUM_ARGS = [
  ...QUIET,
  ...SOFTWARE_GL,
  '--no-first-run',
  // In place of Playwright's own list, which turns partitioned storage off: a frame of another site would be denied its
  // storage, and that is not how players' browsers are.
  '--disable-features=HttpsUpgrades,Translate,MediaRouter',
];

export default defineConfig({
  testDir: './flows',
  outputDir: '../test-results/e2e',
  // One stack, one player at a time on two cores: stories do not disturb each other.
  workers: 1,
  // On a busy machine a key press can be lost between the browser's processes; what fails twice is broken.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1200, height: 900 },
    launchOptions: { ...launchOptions(), args: CHROMIUM_ARGS },
    screenshot: 'only-on-failure',
  },
});
