import { defineConfig } from 'vitest/config';

// Whole processes are killed and started again; a round that is undone waits out its time budget of 30 s.
export default defineConfig({ test: { include: ['*.test.ts'], testTimeout: 300_000, pool: 'forks' } });
