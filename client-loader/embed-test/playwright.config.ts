import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const PORT = Number(process.env.HARNESS_PORT ?? 8862);
// An installed Chromium first: a download by Playwright needs a network.
const installed = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((path) => existsSync(path));

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  workers: 2,
  retries: 1,
  fullyParallel: true,
  timeout: 40_000,
  expect: { timeout: 15_000 },
  reporter: 'line',
  outputDir: '../../test-results/embed',
  use: {
    baseURL: `http://operator.localhost:${PORT}`,
    viewport: { width: 800, height: 600 },
    launchOptions: {
      ...(installed && { executablePath: installed }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" support/server.ts ${PORT}`,
    url: `http://127.0.0.1:${PORT}/up`,
    reuseExistingServer: false,
  },
});
