import { UI_ELEMENTS } from '@roundgate/contract';
import { newSessionRg, type SessionRg } from '../src/domain/rg/state.ts';

/** A session in which everything that a market can ask for was attested as shown: these worlds have no screen. */
export const attestedRg = (nowMs: number): SessionRg => {
  const seen = { seen: 'visible', ratio: 1, for_ms: 1_000, atMs: nowMs, enough: true } as const;
  return {
    ...newSessionRg(nowMs),
    seen: Object.fromEntries(UI_ELEMENTS.map((element) => [element, seen])),
  };
};
