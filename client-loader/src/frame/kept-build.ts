import type { BuildManifest } from '@roundgate/contract';
import { KeptFiles, openPageCache } from './file-store.ts';
import type { Page } from './page.ts';

/** The script that keeps things, made by the build. */
declare const __KEEPER__: { readonly file: string; readonly integrity: string };

type Files = BuildManifest['files'];

/** Where the keeping script finds what it is to keep. */
export const KEEPING = Symbol.for('roundgate.keeping');
/** What it finds there. */
export interface Keeping {
  readonly digest: string;
  readonly files: readonly Files[string][];
  readonly fresh: ReadonlyMap<string, Blob>;
}

/** The files kept on this device; undefined where the browser keeps none. */
export const keptFiles: Promise<KeptFiles | undefined> = openPageCache().then(
  (cache) => cache && new KeptFiles(cache),
);

/** The files that a launch needs: the sample book in a demo only. */
export const filesFor = ({ files }: BuildManifest, mode: 'real' | 'demo'): Files =>
  Object.fromEntries(Object.entries(files).filter(([, { role }]) => mode === 'demo' || role !== 'demo'));

interface ScriptPolicy {
  createScriptURL(url: string): string;
}
const factory = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy } }
).trustedTypes;

/** Has a build that runs kept, with what its next launch begins with, by a script of its own. Never rejects. */
export async function keepBuild({ digest }: Page, files: Files): Promise<void> {
  const fresh = (await keptFiles)?.fresh ?? new Map<string, Blob>();
  const keeping: Keeping = { digest, files: Object.values(files), fresh };
  Object.defineProperty(globalThis, KEEPING, { value: keeping });
  const address = `/loader/${__KEEPER__.file}`;
  const policy = factory?.createPolicy('keep', { createScriptURL: () => address });
  const script = document.createElement('script');
  script.type = 'module';
  script.integrity = __KEEPER__.integrity;
  script.src = policy ? policy.createScriptURL(address) : address;
  document.body.append(script);
}
