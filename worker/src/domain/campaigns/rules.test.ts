import { type CampaignRules, money } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { campaignFaults, isOn, referenceOf } from './rules.ts';

const packet = { count: 5, bet_size: money(50, 'EUR'), valid_for_ms: 86_400_000 };
const rules: CampaignRules = {
  game_id: 'g-1',
  currency: 'EUR',
  starts_at: '2026-02-01T00:00:00.000Z',
  ends_at: '2026-03-01T00:00:00.000Z',
  arms: [
    { arm: 'five', weight: 1, packet },
    { arm: 'none', weight: 1, packet: null },
  ],
  audience: 'listed',
  counts: 'game',
};
const fields = (change: Partial<CampaignRules>) =>
  campaignFaults({ ...rules, ...change }, (gameId) => gameId === 'g-1').map(({ field }) => field);

describe('the content of a campaign', () => {
  it('is refused field by field', () => {
    expect(fields({})).toEqual([]);
    expect(fields({ game_id: 'g-2' })).toEqual(['game_id']);
    expect(fields({ ends_at: rules.starts_at })).toEqual(['ends_at']);
    expect(fields({ ends_at: '2028-03-01T00:00:00.000Z' })).toEqual(['ends_at']);
    const twice = [...rules.arms, { arm: 'five', weight: 1, packet: null }];
    expect(fields({ arms: twice })).toEqual(['arms.2.arm']);
    const dollars = { ...packet, bet_size: money(50, 'USD') };
    expect(fields({ arms: [{ arm: 'a', weight: 1, packet: dollars }] })).toEqual([
      'arms.0.packet.bet_size.currency',
    ]);
  });

  it('compares with the first control, or with the first arm', () => {
    expect(referenceOf(rules)?.arm).toBe('none');
    expect(referenceOf({ ...rules, arms: rules.arms.slice(0, 1) })?.arm).toBe('five');
  });

  it('is on from its beginning up to its end', () => {
    const [from, to] = [Date.parse(rules.starts_at), Date.parse(rules.ends_at)];
    expect([from - 1, from, to - 1, to].map((nowMs) => isOn(rules, nowMs))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
