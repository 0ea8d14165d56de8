import type { RepoFile, Violation } from './repository.ts';

const EXACT = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;
const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

type Manifest = { readonly [Kind in (typeof KINDS)[number]]?: Readonly<Record<string, string>> };

interface Pin {
  readonly path: string;
  readonly name: string;
  readonly version: string;
}

const isManifest = ({ path }: RepoFile): boolean => /(?:^|\/)package\.json$/.test(path);

function pinsOf({ path, text }: RepoFile): Pin[] {
  const manifest = JSON.parse(text) as Manifest;
  return KINDS.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}).map(([name, version]) => ({ path, name, version })),
  );
}

/** Dependencies that are a range, or that two packages pin to different versions. */
export function versionViolations(files: readonly RepoFile[]): Violation[] {
  const pins = files.filter(isManifest).flatMap(pinsOf);
  const first = new Map<string, Pin>();
  for (const pin of pins) if (!first.has(pin.name)) first.set(pin.name, pin);
  return pins.flatMap(({ path, name, version }) => {
    const other = first.get(name);
    if (!EXACT.test(version)) return [{ path, what: `does not pin ${name} exactly: ${version}` }];
    if (other && other.version !== version)
      return [{ path, what: `pins ${name} to ${version}, ${other.path} to ${other.version}` }];
    return [];
  });
}
