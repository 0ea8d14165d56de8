import { defineConfig } from '@playwright/test';
import { launchOptions } from '../playwright.base.ts';

const PORT = Number(process.env.HARNESS_PORT ?? 8850);

export default defineConfig({
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  workers: 1,
  retries: 1,
  timeout: 60_000,
  // A software renderer that has just started may draw nothing for many seconds.
  expect: { timeout: 20_000 },
  reporter: 'line',
  outputDir: '../test-results/client-loader',
  use: {
    screenshot: 'only-on-failure',
    baseURL: `http://operator.localhost:${PORT}`,
    viewport: { width: 390, height: 844 },
    launchOptions: launchOptions(),
  },
  webServer: {
    command: `"${process.execPath}" test/harness/server.ts ${PORT}`,
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
  },
});
