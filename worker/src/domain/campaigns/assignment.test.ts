import { type CampaignArm, campaignArmOf, campaignGrantId, GrantId } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../sha256.ts';

const PLAYERS = 20_000;
const arms: readonly CampaignArm[] = [
  { arm: 'none', weight: 1, packet: null },
  { arm: 'five', weight: 2, packet: null },
  { arm: 'ten', weight: 5, packet: null },
];
const who = (index: number) => ({ operatorId: 'op-lantern', playerId: `p-${index}` });
const armIn = (campaignId: string, index: number, of = arms) =>
  campaignArmOf(sha256Hex, campaignId, who(index), of).arm;
const counts = (names: readonly string[]) => Map.groupBy(names, (name) => name);
const everyone = (campaignId: string) =>
  Array.from({ length: PLAYERS }, (_, index) => armIn(campaignId, index));

/** Pearson's statistic of counts against what was expected. */
const pearson = (pairs: readonly (readonly [seen: number, expected: number])[]): number =>
  pairs.reduce((sum, [seen, expected]) => sum + (seen - expected) ** 2 / expected, 0);

describe('the arm of a player', () => {
  it('falls to each arm by its weight', () => {
    const seen = counts(everyone('cmp-spread'));
    const statistic = pearson(
      arms.map(({ arm, weight }) => [seen.get(arm)?.length ?? 0, (PLAYERS * weight) / 8] as const),
    );
    // Chi-square with 2 degrees of freedom is over 18.4 once in ten thousand fair splits, and over 500 for a split by thirds.
    expect(statistic).toBeLessThan(18.4);
  });

  it('in one campaign says nothing of that in another', () => {
    const [first, second] = [everyone('cmp-one'), everyone('cmp-two')];
    const pairs = counts(first.map((arm, index) => `${arm} ${second[index]}`));
    const statistic = pearson(
      arms.flatMap((left) =>
        arms.map((right) => {
          const seen = pairs.get(`${left.arm} ${right.arm}`)?.length ?? 0;
          return [seen, (PLAYERS * left.weight * right.weight) / 64] as const;
        }),
      ),
    );
    // Chi-square with 8 degrees of freedom, once in ten thousand.
    expect(statistic).toBeLessThan(31.8);
  });

  it('is the same for ever: these are written down', () => {
    const written = ['five', 'ten', 'ten', 'ten', 'ten', 'ten', 'ten', 'ten'];
    expect(written.map((_, index) => armIn('cmp-spring', index))).toEqual(written);
  });

  it('is the only one where there is only one, and is never left over', () => {
    const [one] = arms;
    const heavy = arms.map((arm) => ({ ...arm, weight: 1_000_000 }));
    for (let index = 0; index < 200; index += 1) {
      expect(armIn('cmp-a', index, one ? [one] : [])).toBe('none');
      expect(armIn('cmp-a', index, heavy)).toBeDefined();
    }
  });
});

describe('the packet of a player', () => {
  it('has a name of its own in each campaign, and the same one each time', () => {
    const name = (campaignId: string, index: number) => campaignGrantId(sha256Hex, campaignId, who(index));
    expect(GrantId.safeParse(name('cmp-a', 1)).success).toBe(true);
    expect(name('cmp-a', 1)).toBe(name('cmp-a', 1));
    expect(new Set([name('cmp-a', 1), name('cmp-b', 1), name('cmp-a', 2)]).size).toBe(3);
  });
});
