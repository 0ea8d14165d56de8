import type { VerifiedFile } from '../verifier/files.ts';
import type { PromoSeat } from './promo-seat.ts';

/** The script that comes once the game runs, made by the build. */
declare const __LATER__: { readonly file: string; readonly integrity: string };

/** Where that script finds what it works on. */
export const LATER = Symbol.for('roundgate.later');
/** What it finds there: a build and its files, to be kept, and the session, where there is one at the gateway. */
export interface Later {
  readonly digest: string;
  readonly files: readonly VerifiedFile[];
  readonly seat?: PromoSeat | undefined;
}

interface ScriptPolicy {
  createScriptURL(url: string): string;
}
const factory = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy } }
).trustedTypes;

/** Fetches what no start waits for: the keeping of a build that runs, and what may be played free of charge or for a jackpot. */
export function runLater(later: Later): void {
  Object.defineProperty(globalThis, LATER, { value: later });
  const address = `/loader/${__LATER__.file}`;
  const policy = factory?.createPolicy('keep', { createScriptURL: () => address });
  const script = document.createElement('script');
  script.type = 'module';
  script.integrity = __LATER__.integrity;
  script.src = policy ? policy.createScriptURL(address) : address;
  document.body.append(script);
}
