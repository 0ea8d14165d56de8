import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'studio-cli', include: ['src/**/*.test.ts'], testTimeout: 30_000, isolate: false },
});
