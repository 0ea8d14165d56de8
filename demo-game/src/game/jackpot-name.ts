import type { Words } from './words.ts';

/** The tier of a meter such as `night-market.grand`, as its sign says it; empty for a pool without tiers. */
export function tierOf(jackpotId: string): string {
  const tier = jackpotId.split('.')[1] ?? '';
  return tier.charAt(0).toUpperCase() + tier.slice(1);
}

/** What a meter is called: tiers are names, in every language. */
export const jackpotName = (jackpotId: string, { text }: Pick<Words, 'text'>): string =>
  [text('jackpot.name'), tierOf(jackpotId)].filter(Boolean).join(' ');
