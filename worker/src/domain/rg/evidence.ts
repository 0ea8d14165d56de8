import type { MarketView, UiElement, UiEvidence } from '@roundgate/contract';
import type { Seen, SessionRg } from './state.ts';

/** How long an element must have been seen before play, and how whole where a browser cannot tell more. */
const SEEN_FOR_MS = 1_000;
const WHOLE_RATIO = 0.99;

/** What a market wants attested as shown before the first round (spec M3). */
export const uiRequired = ({ links, logos, rules }: MarketView): UiElement[] => [
  'age_label',
  'warnings',
  ...(links.length > 0 ? (['links'] as const) : []),
  ...(logos.length > 0 ? (['logos'] as const) : []),
  ...(rules.show.clock ? (['clock'] as const) : []),
  'balance',
];

/** True when evidence is enough by itself. */
const isEnough = ({ seen, ratio, for_ms }: Omit<UiEvidence, 'element'>): boolean =>
  for_ms >= SEEN_FOR_MS && (seen === 'visible' || (seen === 'unknown' && ratio >= WHOLE_RATIO));

/** The record with new evidence, kept word for word: `hidden` withdraws what was attested, too little does not. */
export function withEvidence(
  seen: SessionRg['seen'],
  evidence: readonly UiEvidence[],
  nowMs: number,
): SessionRg['seen'] {
  const next: Partial<Record<UiElement, Seen>> = { ...seen };
  for (const { element, ...said } of evidence) {
    const stays = said.seen !== 'hidden' && (next[element]?.enough ?? false);
    next[element] = { ...said, atMs: nowMs, enough: stays || isEnough(said) };
  }
  return next;
}

/** The required elements that are not attested. */
export const missingUi = (market: MarketView, seen: SessionRg['seen']): UiElement[] =>
  uiRequired(market).filter((element) => !seen[element]?.enough);

/** The words in which the required elements were attested, for the audit trail. */
export const evidenceWords = (market: MarketView, seen: SessionRg['seen']): string =>
  uiRequired(market)
    .map((element) => `${element} ${seen[element]?.seen ?? 'not attested'}`)
    .join(', ');
