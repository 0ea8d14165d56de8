import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'demo-game', include: ['src/**/*.test.ts'], isolate: false } });
