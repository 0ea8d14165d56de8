import type { VerifiedFile } from '../verifier/files.ts';

/** The script that keeps things, made by the build. */
declare const __KEEPER__: { readonly file: string; readonly integrity: string };

/** Where the keeping script finds what it is to keep. */
export const KEEPING = Symbol.for('roundgate.keeping');
/** What it finds there: a build and its files. */
export interface Keeping {
  readonly digest: string;
  readonly files: readonly VerifiedFile[];
}

interface ScriptPolicy {
  createScriptURL(url: string): string;
}
const factory = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy } }
).trustedTypes;

/** Has a build that runs kept, with what its next launch begins with, by a script of its own. */
export function keepBuild(keeping: Keeping): void {
  Object.defineProperty(globalThis, KEEPING, { value: keeping });
  const address = `/loader/${__KEEPER__.file}`;
  const policy = factory?.createPolicy('keep', { createScriptURL: () => address });
  const script = document.createElement('script');
  script.type = 'module';
  script.integrity = __KEEPER__.integrity;
  script.src = policy ? policy.createScriptURL(address) : address;
  document.body.append(script);
}
