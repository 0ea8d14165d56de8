import { defineConfig } from '@playwright/test';
import { launchOptions, SOFTWARE_GL } from '../playwright.base.ts';

const PORT = Number(process.env.HARNESS_PORT ?? 8840);

export default defineConfig({
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  workers: 1,
  // On a busy machine a key press can be lost between the browser's processes; what fails twice is broken.
  retries: 1,
  timeout: 60_000,
  // A software renderer that has just started may draw nothing for many seconds.
  expect: { timeout: 20_000 },
  reporter: 'line',
  outputDir: '../test-results/demo-game',
  use: {
    screenshot: 'only-on-failure',
    baseURL: `http://127.0.0.1:${PORT}`,
    // The smallest supported screen: a software renderer draws it fastest.
    viewport: { width: 320, height: 480 },
    // A still picture costs nothing; the tests of what moves ask for movement.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: launchOptions(...SOFTWARE_GL),
  },
  webServer: {
    command: `"${process.execPath}" test/harness/server.ts ${PORT}`,
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
  },
});
