import { defineConfig } from 'vitest/config';

// Virtual time needs no platform: these run in Node.
export default defineConfig({ test: { include: ['*.test.ts'], testTimeout: 120_000 } });
