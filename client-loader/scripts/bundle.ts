import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { minify as terser } from 'terser';
import { build, type InlineConfig, minify, type Plugin, type Rolldown } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const TARGET = 'es2023';

/** What one minifier has left, another takes: it folds in what is used only once; then the first names the rest anew. */
async function shrunk(name: string, code: string): Promise<string> {
  const folded = await terser(code, {
    module: true,
    compress: { passes: 3, pure_getters: true },
    mangle: false,
  });
  const named = await minify(name, folded.code ?? '', { module: true, compress: { target: TARGET } });
  if (!named.code) throw new Error(`${name}: ${named.errors.map(({ message }) => message).join('; ')}`);
  return named.code;
}

/** A style with the colours of `:root` where they are used, as their names are for its readers. Throws for a name without one. */
function coloured(css: string): string {
  const colours = new Map(
    [...css.matchAll(/(--\w+):(#\w+)/g)].map(([, name = '', colour = '']) => [name, colour]),
  );
  const colourOf = (_use: string, name: string): string => {
    const colour = colours.get(name);
    if (!colour) throw new Error(`the styles have no colour ${name}`);
    return colour;
  };
  return css.replace(/:root{(--\w+:#\w+;?)+}/g, '').replace(/var\((--\w+)\)/g, colourOf);
}

const shrink: Plugin = {
  name: 'roundgate-shrink',
  enforce: 'post',
  async generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type === 'chunk') file.code = await shrunk(file.fileName, file.code);
      // The bundler leaves a mark of its own at the end of a style.
      else file.source = coloured(String(file.source).replace(/\s*\/\*\$vite.*?\*\/\s*$/, ''));
    }
  },
};

/** Bundles one entry of this package; nothing is written. `define` replaces names in the code. */
export async function bundle(
  entry: string,
  format: 'es' | 'iife',
  define: Readonly<Record<string, string>>,
  ...plugins: readonly Plugin[]
): Promise<Rolldown.RolldownOutput> {
  const config: InlineConfig = {
    root: here(''),
    configFile: false,
    logLevel: 'warn',
    define: { ...define },
    plugins: [...plugins, shrink],
    // The package's default entry is for browsers that have no classes; it is twice as large.
    resolve: { alias: { 'workbox-window': 'workbox-window/build/workbox-window.prod.mjs' } },
    build: {
      write: false,
      target: TARGET,
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: here(entry),
        output: {
          format,
          entryFileNames: '[name].js',
          assetFileNames: '[name][extname]',
        },
      },
    },
  };
  const output = await build(config);
  return (Array.isArray(output) ? output[0] : output) as Rolldown.RolldownOutput;
}

/** The script that a bundle begins with. Throws when there is none. */
export function entryOf(output: Rolldown.RolldownOutput): Rolldown.OutputChunk {
  const chunk = output.output.find((item) => item.type === 'chunk' && item.isEntry);
  if (chunk?.type !== 'chunk') throw new Error('the bundle has no entry');
  return chunk;
}

/** The game frame's whole script, and its hash as policies name it. */
export async function buildBoot(): Promise<{ script: string; hash: string }> {
  const script = entryOf(await bundle('src/game-frame/boot.ts', 'iife', {})).code.trim();
  if (script.includes('</script')) throw new Error('the boot would end its own script element');
  return { script, hash: `sha256-${createHash('sha256').update(script).digest('base64')}` };
}
