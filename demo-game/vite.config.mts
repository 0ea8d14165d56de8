import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const game = JSON.parse(readFileSync(new URL('game.json', import.meta.url), 'utf8')) as { version: string };

const UNUSED = '\0night-market:unused';

/**
 * What PixiJS imports on demand (WebGPU and canvas renderers, workers, DOM and event layers) would become part of the
 * one module, a third of it, and is never asked for here: the WebGL renderer and its pipes are imported directly.
 */
const withoutPixiOnDemand: Plugin = {
  name: 'night-market:without-pixi-on-demand',
  enforce: 'pre',
  resolveId(_source, importer, { kind }) {
    return kind === 'dynamic-import' && importer?.includes('pixi.js') ? UNUSED : null;
  },
  load: (id) => (id === UNUSED ? 'export {};' : null),
};

/** One ES module without imports, as the loader demands. */
export default defineConfig({
  plugins: [withoutPixiOnDemand],
  define: { __GAME_VERSION__: JSON.stringify(game.version), 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: false,
    lib: { entry: 'src/main.ts', formats: ['es'], fileName: () => 'game.js' },
    rolldownOptions: { output: { codeSplitting: false } },
    minify: true,
    sourcemap: false,
  },
});
