import { defineConfig } from '@playwright/test';
import { launchOptions } from '../../playwright.base.ts';

const PORT = Number(process.env.HARNESS_PORT ?? 8862);

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
    launchOptions: launchOptions('--disable-gpu'),
  },
  webServer: {
    command: `"${process.execPath}" support/server.ts ${PORT}`,
    url: `http://127.0.0.1:${PORT}/up`,
    reuseExistingServer: false,
  },
});
