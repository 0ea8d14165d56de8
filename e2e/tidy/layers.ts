import { importsOf } from './imports.ts';
import { isScript, isTest, type RepoFile, type Violation } from './repository.ts';

/** What the code below a path may import besides itself. An entry covers what lies below it. */
interface Layer {
  readonly path: string;
  readonly may: readonly string[];
  /** Allowed as `import type` only. */
  readonly mayType?: readonly string[];
}

const CONTRACT = '@roundgate/contract';
const LOCALES = '@roundgate/locales';
const WORKER_ROOT = ['worker/src/config.ts', 'worker/src/log.ts', 'worker/src/services.ts'];

/** The "may import" rules of the house; the longest path that covers a file decides. */
export const LAYERS: readonly Layer[] = [
  { path: 'worker/contract/src', may: ['zod'] },
  // Servers only, and a published entry of its own: the loader's bundle never meets it.
  { path: 'worker/contract/src/http-signature.ts', may: ['node:crypto'] },
  // The verifier of loader, gateway and command line: no schema library is in the trust base.
  { path: 'worker/contract/src/trust', may: [], mayType: ['worker/contract/src'] },
  { path: 'worker/src/domain', may: [CONTRACT] },
  { path: 'worker/src/use-cases', may: ['worker/src/domain', CONTRACT, 'zod'] },
  { path: 'worker/src/storage', may: ['worker/src/domain', CONTRACT] },
  {
    path: 'worker/src/adapters',
    may: ['worker/src/domain', 'worker/src/auth', 'worker/src/sha256.ts', CONTRACT, 'node:zlib'],
    mayType: ['worker/src/config.ts', 'zod'],
  },
  { path: 'worker/src/auth', may: [CONTRACT, 'jose'], mayType: ['worker/src/config.ts'] },
  {
    path: 'worker/src/durable-objects',
    may: [
      ...['worker/src/use-cases', 'worker/src/storage', 'worker/src/domain', 'worker/src/sha256.ts'],
      ...[...WORKER_ROOT, CONTRACT, 'cloudflare:workers'],
    ],
  },
  {
    // A Durable Object is reached through a typed stub, so only its types. The builds, certificates and audit stores
    // are read and written as they are: there is no rule between such a route and its store.
    path: 'worker/src/http',
    may: [
      ...['worker/src/use-cases', 'worker/src/auth', 'worker/src/domain', 'worker/src/adapters'],
      // The hash that rules are handed, here for a player's place in a canary.
      'worker/src/sha256.ts',
      ...[CONTRACT, 'hono', 'zod', 'node:crypto'],
    ],
    mayType: [...WORKER_ROOT, 'worker/src/durable-objects'],
  },
  {
    path: 'worker/src/services.ts',
    may: [
      ...['worker/src/adapters', 'worker/src/auth', 'worker/src/use-cases', 'worker/src/domain'],
      CONTRACT,
    ],
    mayType: ['worker/src/config.ts'],
  },
  { path: 'worker/sim', may: ['worker/src/domain', 'worker/src/use-cases', CONTRACT, 'node:'] },
  { path: 'worker/scripts', may: ['worker/src/domain', CONTRACT, 'node:'] },
  { path: 'worker/src', may: ['worker/src', CONTRACT, 'zod', 'node:crypto', 'cloudflare:workers'] },
  {
    path: 'client-loader/src',
    may: [LOCALES, 'workbox-window', '@roundgate/contract/trust'],
    mayType: [CONTRACT, 'zod'],
  },
  { path: 'demo-game/src/engine', may: ['pixi.js'], mayType: [CONTRACT] },
  { path: 'demo-game/src/model', may: [], mayType: [CONTRACT] },
  {
    path: 'demo-game/src',
    may: ['demo-game/src', '@roundgate/client-loader/kit', LOCALES, 'pixi.js'],
    mayType: [CONTRACT],
  },
  // Another studio's game: it has the kit, and nothing that is not published.
  { path: 'demo-game/tide-pool', may: ['@roundgate/demo-game/kit'] },
  {
    path: 'locales/src',
    // `locales` are the words themselves, which lie beside their source.
    may: [
      'locales',
      '@formatjs/icu-messageformat-parser',
      'i18next',
      'i18next-icu',
      'intl-messageformat',
      'node:',
    ],
    mayType: ['vite'],
  },
  {
    path: 'apps',
    may: [
      ...[
        'apps',
        CONTRACT,
        LOCALES,
        'locales',
        '@roundgate/client-loader/embed',
        '@roundgate/client-loader/kit',
        // What the reference servers share: faults on demand.
        '@roundgate/sandbox',
        // What plays is what is analysed: the command line works with the engine of the reference game server.
        ...['@roundgate/studio-rgs/maths', '@roundgate/studio-rgs/analysis'],
        ...['@roundgate/studio-rgs/simulation', '@roundgate/studio-rgs/rng'],
      ],
      ...['hono', 'jose', 'zod', 'node:', 'cloudflare:workers'],
    ],
  },
  // The edge that the command line's tests speak to, for as long as one of them runs.
  { path: 'apps/studio-cli/src/test-edge.ts', may: ['apps', CONTRACT, 'node:', 'vitest'] },
  // The studio's plugin is handed its tools by Vite, whose types it needs.
  { path: 'apps/studio-cli/src/vite', may: ['apps', CONTRACT, 'node:'], mayType: ['vite'] },
  {
    path: 'e2e',
    may: [
      CONTRACT,
      'node:',
      '@playwright/test',
      'axe-core',
      'miniflare',
      'wrangler',
      'vitest',
      'playwright.base.ts',
    ],
    mayType: ['@cloudflare/workers-types'],
  },
  // The bare Worker that the spin is measured against.
  {
    path: 'e2e/bench',
    may: [
      'e2e',
      'client-loader/src/frame/game-config.ts',
      CONTRACT,
      'node:',
      'miniflare',
      'cloudflare:workers',
    ],
    mayType: ['@playwright/test'],
  },
];

const covers = (path: string, target: string): boolean =>
  target === path || target.startsWith(path.endsWith(':') ? path : `${path}/`);

const layerOf = (path: string): Layer | undefined =>
  LAYERS.filter((layer) => covers(layer.path, path)).sort((a, b) => b.path.length - a.path.length)[0];

/** An app is a house of its own: what lies below `apps/operator` never reaches into `apps/studio-rgs`. */
const appOf = (path: string): string | undefined => /^apps\/[^/]+/.exec(path)?.[0];

function isAllowed(layer: Layer, from: string, target: string, typeOnly: boolean): boolean {
  if (covers(layer.path, target) && appOf(from) === appOf(target)) return true;
  if (appOf(target) !== undefined) return appOf(from) === appOf(target);
  return [...layer.may, ...(typeOnly ? (layer.mayType ?? []) : [])].some((path) => covers(path, target));
}

/** Imports that the rules of {@link LAYERS} do not allow. Tests may reach for what they test with. */
export function layerViolations(files: readonly RepoFile[]): Violation[] {
  return files
    .filter((file) => isScript(file) && (!isTest(file) || file.path.startsWith('e2e/')))
    .flatMap((file) => {
      const layer = layerOf(file.path);
      if (!layer) return [];
      return importsOf(file)
        .filter(
          ({ target, typeOnly }) =>
            !isToolConfig(file.path) && !isAllowed(layer, file.path, target, typeOnly),
        )
        .map(({ target, line, typeOnly }) => ({
          path: file.path,
          line,
          what: `may not import ${typeOnly ? 'types of ' : ''}${target} (rules of ${layer.path})`,
        }));
    });
}

/** A configuration of a build or test tool belongs to the tool, not to a layer. */
const isToolConfig = (path: string): boolean => /\.config\.m?ts$/.test(path);

/** jose is for tokens, and tokens have one place per server. */
export const joseViolations = (files: readonly RepoFile[]): Violation[] =>
  files
    .filter(
      (file) => isScript(file) && !isTest(file) && !/^(?:worker|apps\/[^/]+)\/src\/auth\//.test(file.path),
    )
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => covers('jose', target) && !typeOnly)
        .map(({ line }) => ({ path: file.path, line, what: 'jose is imported outside auth/' })),
    );
