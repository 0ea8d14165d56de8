import { dirname, normalize } from 'node:path';

/** A tracked file, by its path from the root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Who may import what (shared design: architecture). The first rule whose folder fits decides. */
const LAYERS: readonly {
  readonly folder: string;
  readonly packages: readonly RegExp[];
  readonly folders: readonly string[];
}[] = [
  { folder: 'worker/contract/src/', packages: [/^zod$/, /^node:crypto$/], folders: ['worker/contract/'] },
  { folder: 'worker/src/domain/', packages: [/^@roundgate\/contract$/], folders: ['worker/src/domain/'] },
  {
    folder: 'worker/src/use-cases/',
    packages: [/^@roundgate\/contract/, /^zod$/],
    folders: ['worker/src/domain/', 'worker/src/use-cases/'],
  },
  {
    folder: 'worker/src/storage/',
    packages: [/^@roundgate\/contract/],
    folders: ['worker/src/domain/', 'worker/src/storage/'],
  },
  {
    folder: 'worker/src/auth/',
    packages: [/^@roundgate\/contract/, /^jose$/],
    folders: ['worker/src/auth/', 'worker/src/config.ts'],
  },
  {
    folder: 'worker/src/adapters/',
    packages: [/^@roundgate\/contract/, /^zod$/],
    folders: [
      'worker/src/adapters/',
      'worker/src/domain/',
      'worker/src/auth/build-signature.ts',
      'worker/src/config.ts',
      'worker/src/sha256.ts',
    ],
  },
  {
    folder: 'client-loader/src/',
    packages: [/^@roundgate\/(contract|locales)/],
    folders: ['client-loader/src/'],
  },
  { folder: 'demo-game/src/engine/', packages: [/^pixi\.js/], folders: ['demo-game/src/engine/'] },
  {
    folder: 'demo-game/src/model/',
    packages: [/^@roundgate\/contract$/, /^zod$/],
    folders: ['demo-game/src/model/'],
  },
  {
    folder: 'demo-game/src/',
    packages: [/^@roundgate\/(contract|locales|client-loader\/kit)/, /^pixi\.js/, /^i18next/],
    folders: ['demo-game/', 'locales/'],
  },
  {
    folder: 'apps/studio-rgs/src/',
    packages: [/^@roundgate\/contract/, /^(hono|jose|zod|node:|cloudflare:)/],
    folders: ['apps/studio-rgs/'],
  },
  {
    folder: 'apps/operator/src/',
    packages: [/^@roundgate\/(contract|locales|client-loader\/embed)/, /^(hono|zod|node:|cloudflare:)/],
    folders: ['apps/operator/', 'locales/'],
  },
  {
    folder: 'apps/studio-cli/src/',
    packages: [/^@roundgate\/contract/, /^node:/],
    folders: ['apps/studio-cli/'],
  },
];

/** Files that are only types to each other may point back; these names hold Durable Object types for the bindings. */
const isTest = (path: string): boolean => /\.(test|spec|typetest)\.ts$/.test(path);

/** Specifiers of a file's imports and re-exports; type-only ones are marked. */
export function importsOf({ text }: SourceFile): { readonly from: string; readonly typeOnly: boolean }[] {
  const pattern =
    /^\s*(?:import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]/gm;
  return [...text.matchAll(pattern)].map(([, typeOnly, from, bare]) => ({
    from: from ?? bare ?? '',
    typeOnly: typeOnly !== undefined,
  }));
}

const resolve = (from: string, specifier: string): string =>
  normalize(`${dirname(from)}/${specifier.split('?')[0]}`);

/** Imports that leave their layer. */
export function layerFaults(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const layer = LAYERS.find(({ folder }) => file.path.startsWith(folder));
    if (!layer || isTest(file.path)) return [];
    return importsOf(file)
      .filter(({ from }) => {
        if (!from.startsWith('.')) return !layer.packages.some((allowed) => allowed.test(from));
        return !layer.folders.some((folder) => resolve(file.path, from).startsWith(folder));
      })
      .map(({ from }) => `${file.path} may not import ${from}`);
  });
}

/** Rings of value imports. */
export function cycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf(file)
        .filter(({ from, typeOnly }) => from.startsWith('.') && !typeOnly)
        .map(({ from }) => resolve(file.path, from)),
    ]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) return void found.add([...trail.slice(at), path].join(' → '));
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return [...found];
}

const DOMAIN_IMPURE = /\b(fetch\(|Date\.now|Math\.random|crypto\.|setTimeout|process\.|globalThis)/;
const UNFINISHED = new RegExp(['TO', 'DO|FIX', 'ME|not implemented'].join(''), 'i');
const LAX = /(: ?|<|\bas )any(?=[;,)>\]=|&[]| [=|&]|$)|@ts-(ignore|nocheck)|\.(skip|only)\(|biome-ignore/m;
const MACHINE_PATH = new RegExp(['/(wor', 'k|roo', 't|hom', 'e|tm', 'p)/[a-z]'].join(''));
const KEBAB = /^(\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9_-]+)*|README\.md|[A-Z]+\.md)$/;
const MAX_LINES = 400;

/** Faults that one file shows by itself. */
export function fileFaults({ path, text }: SourceFile): string[] {
  const faults: string[] = [];
  // The rules and their planted faults would find themselves.
  if (path.startsWith('e2e/tidy/')) return [];
  const isCode = /\.(ts|mts|mjs|js)$/.test(path) && !path.includes('.gen.');
  if (!path.includes('/migrations/') && !KEBAB.test(path.split('/').at(-1) ?? ''))
    faults.push(`${path} is not named in kebab-case`);
  if (isCode && text.split('\n').length > MAX_LINES) faults.push(`${path} has more than ${MAX_LINES} lines`);
  if (isCode && LAX.test(text)) faults.push(`${path} has an any, an ignored check or a focused test`);
  if (isCode && UNFINISHED.test(text)) faults.push(`${path} has something unfinished`);
  if (MACHINE_PATH.test(text) && !path.endsWith('package-lock.json'))
    faults.push(`${path} holds a path of one machine`);
  if (path.startsWith('worker/src/domain/') && !isTest(path) && DOMAIN_IMPURE.test(text))
    faults.push(`${path} reaches out of the domain`);
  if (path.endsWith('package.json')) faults.push(...unpinned(path, text));
  return faults;
}

function unpinned(path: string, text: string): string[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(text) as Record<
    string,
    Record<string, string>
  >;
  const all = Object.entries({ ...dependencies, ...devDependencies });
  return all
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[a-z0-9.]+)?$/.test(version))
    .map(([name, version]) => `${path} does not pin ${name} (${version})`);
}
