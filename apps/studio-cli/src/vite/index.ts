import { join, relative } from 'node:path';
import type { Plugin, UserConfig } from 'vite';
import { readGameMetadata } from '../build/game-metadata.ts';
import { checkCss } from './check-css.ts';
import { checkModule } from './check-module.ts';
import { absolute, checkBundle, checkFolder } from './check-output.ts';
import { type BuildFault, faultText } from './clauses.ts';
import { checkLibraries, type LibraryModule, mayBreak, packageOf } from './libraries.ts';
import { checkSettings, conformantBuild } from './settings.ts';
import type { SyntaxNode } from './syntax.ts';

/** What a studio may tell {@link roundgate}; everything has a default. */
export interface RoundgateOptions {
  /** The module that starts the game, from the folder of the vite.config. Default `src/main.ts`. */
  readonly entry?: string;
  /** The `game.json` of the game, from the same folder. Default `game.json`. */
  readonly game?: string;
  /**
   * Packages whose dynamic imports are left out of the module. PixiJS imports renderers, workers and layers on demand;
   * in one module they would all be there, a third of it. What is left out must not be asked for.
   */
  readonly withoutOnDemand?: readonly string[];
  /** Libraries with code that could not run, which the game never reaches, and why that is so. */
  readonly unreached?: Readonly<Record<string, string>>;
}

const LEFT_OUT = '\0roundgate:left-out';
const SCRIPT = /\.([cm]?[jt]sx?)$/;
const LANGUAGES: Readonly<Record<string, 'ts' | 'tsx' | 'jsx'>> = {
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
  jsx: 'jsx',
};

const pathOf = (id: string): string => id.split('?')[0] ?? id;
const LIBRARY = /[\\/]node_modules[\\/]/;
const VIRTUAL = /^\0/;

/** What one build has seen so far. */
class Inspection {
  readonly faults: BuildFault[] = [];
  readonly own = new Map<string, SyntaxNode>();
  root = '';
  outDir = '';
  entry = '';

  label(id: string): string {
    return relative(this.root, pathOf(id)).replaceAll('\\', '/');
  }

  /** Ends the build when anything was found, with all of it at once. */
  report(fail: (text: string) => never): void {
    const faults = this.faults.splice(0);
    if (faults.length > 0) fail(faultText(faults));
  }
}

/**
 * The Vite plugin of a studio: builds a game as the one ES module that the game's frame runs, and explains what it
 * refuses, where and how to mend it (`docs/game-frame.md`). A studio's own modules are checked as they are written; a
 * library only for what breaks it in the frame, and only as far as it is in the bundle.
 */
export function roundgate(options: RoundgateOptions = {}): Plugin {
  const seen = new Inspection();
  const leftOut = new Set(options.withoutOnDemand ?? []);
  return {
    name: 'roundgate',
    apply: 'build',
    config(user: UserConfig) {
      const root = user.root ?? process.cwd();
      const game = readGameMetadata(join(root, options.game ?? 'game.json'));
      seen.entry = game.entry;
      seen.faults.push(...checkSettings(user));
      seen.report((text) => {
        throw new Error(text);
      });
      return {
        define: {
          __GAME_VERSION__: JSON.stringify(game.version),
          'process.env.NODE_ENV': '"production"',
        },
        build: conformantBuild(options.entry ?? 'src/main.ts', game.entry),
      };
    },
    configResolved({ root, build }) {
      seen.root = root;
      seen.outDir = absolute(root, build.outDir);
    },
    resolveId: {
      order: 'pre',
      handler: (_source, importer = '', { kind }) =>
        kind === 'dynamic-import' && leftOut.has(packageOf(importer) ?? '') ? LEFT_OUT : null,
    },
    load: (id) => (id === LEFT_OUT ? 'export {};' : null),
    transform: {
      // Before types are taken off and style sheets are bundled, so that a fault stands where the studio wrote it.
      order: 'pre',
      filter: { id: { exclude: [LIBRARY, VIRTUAL] } },
      handler(code, id) {
        const path = pathOf(id);
        const extension = SCRIPT.exec(path)?.[1];
        if (path.endsWith('.css')) seen.faults.push(...checkCss(code, seen.label(id)));
        if (extension === undefined) return;
        const program = this.parse(code, { lang: LANGUAGES[extension] ?? 'js' }) as unknown as SyntaxNode;
        seen.own.set(id, program);
        seen.faults.push(...checkModule({ id: path, label: seen.label(id), code, program }));
      },
    },
    // Also when something else has ended the build: what was found may be why.
    buildEnd() {
      seen.report((message) => this.error({ message, stack: '' }));
    },
    generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      seen.faults.push(...checkBundle(files, seen.entry, seen.root));
      const rendered = files.flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : []));
      const libraries: LibraryModule[] = [];
      for (const [id, { code }] of rendered)
        if (code && packageOf(id) !== undefined && mayBreak(code))
          libraries.push({ id, program: this.parse(code) as unknown as SyntaxNode });
      seen.faults.push(...checkLibraries(libraries, [...seen.own.values()], options.unreached ?? {}));
      seen.report((message) => this.error({ message, stack: '' }));
    },
    writeBundle() {
      seen.faults.push(...checkFolder(seen.outDir, seen.label(seen.outDir)));
      seen.report((message) => this.error({ message, stack: '' }));
    },
  };
}
