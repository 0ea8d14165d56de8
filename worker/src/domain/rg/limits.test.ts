import { money } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { factsOf, min, played } from '../../../test/rg-facts.ts';
import { dutiesAt } from './duties.ts';
import { changeLimits, type LimitsWish, limitsAt } from './limits.ts';
import { rgRefusal } from './standing.ts';
import type { RgFacts } from './state.ts';

const ES = { pre_session_limits: { again_within_min: 60 } };
const wish = (
  timeMin: number | null,
  spend: number | null,
  realityMin: number | null = null,
): LimitsWish => ({
  timeMin,
  spend: spend === null ? null : money(spend, 'EUR'),
  realityMin,
});
const limited = (facts: RgFacts, timeMin = 60, spendMinor = 1_000): RgFacts => ({
  ...facts,
  own: { ...facts.own, limits: { timeMin, spendMinor } },
});
const fieldOf = (answer: ReturnType<typeof changeLimits>): string | undefined =>
  'code' in answer ? answer.facts?.errors?.[0]?.field : undefined;

describe('limits before play', () => {
  it('are needed where the market wants them, both of them', () => {
    const facts = factsOf(ES);
    expect(rgRefusal(facts, 100, min(0))).toMatchObject({ code: 'RG_LIMITS_NEEDED' });
    expect(fieldOf(changeLimits(facts, wish(60, null), min(0)))).toBe('spend');
    expect(fieldOf(changeLimits(facts, wish(null, 500), min(0)))).toBe('time_min');
    const own = changeLimits(facts, wish(60, 500), min(0));
    expect('code' in own ? own : rgRefusal({ ...facts, own }, 100, min(0))).toBeUndefined();
  });

  it('are not raised once a round was accepted, and may be lowered', () => {
    const fresh = limited(factsOf(ES));
    expect(changeLimits(fresh, wish(90, 2_000), min(1))).toMatchObject({ limits: { timeMin: 90 } });
    const facts = played(fresh, 100, 0, min(1));
    expect(fieldOf(changeLimits(facts, wish(61, null), min(2)))).toBe('time_min');
    expect(fieldOf(changeLimits(facts, wish(null, 1_001), min(2)))).toBe('spend.amount_minor');
    expect(changeLimits(facts, wish(30, null), min(2))).toMatchObject({
      limits: { timeMin: 30, spendMinor: 1_000 },
    });
  });

  it('are in the currency of the session', () => {
    const answer = changeLimits(factsOf(ES), { ...wish(60, null), spend: money(1, 'GBP') }, min(0));
    expect(fieldOf(answer)).toBe('spend.currency');
  });
});

describe('a limit', () => {
  it('of time warns in its last five minutes and then ends the session', () => {
    const facts = limited(factsOf(ES));
    expect(limitsAt(facts, min(55) - 1)).toMatchObject({ near: false, reached: null });
    expect(limitsAt(facts, min(55))).toMatchObject({ near: true, timeLeftMs: 300_000 });
    expect(rgRefusal(facts, 100, min(60) - 1)).toBeUndefined();
    expect(rgRefusal(facts, 100, min(60))).toMatchObject({
      code: 'RG_BLOCKED',
      facts: { reason: 'time_limit' },
    });
    expect(dutiesAt(facts, min(60)).end).toBe('time_limit');
  });

  it('of a few minutes warns in its last fifth', () => {
    expect(limitsAt(limited(factsOf(), 5), min(4) - 1)?.near).toBe(false);
    expect(limitsAt(limited(factsOf(), 5), min(4))?.near).toBe(true);
  });

  it('of spend counts what was lost, lets no stake pass it, and ends the session when nothing is left', () => {
    const facts = played(limited(factsOf(ES)), 1_500, 700, min(1));
    expect(limitsAt(facts, min(2))).toMatchObject({ spendLeftMinor: 200, near: true, reached: null });
    expect(rgRefusal(facts, 200, min(2))).toBeUndefined();
    expect(rgRefusal(facts, 201, min(2))).toMatchObject({ code: 'STAKE_NOT_ALLOWED' });
    const over = played(limited(factsOf(ES)), 1_700, 700, min(1));
    expect(rgRefusal(over, 1, min(2))).toMatchObject({
      code: 'RG_BLOCKED',
      facts: { reason: 'spend_limit' },
    });
    expect(dutiesAt(over, min(2)).end).toBe('spend_limit');
  });

  it('of spend grows by what was won', () => {
    expect(limitsAt(played(limited(factsOf()), 100, 600, min(1)), min(2))?.spendLeftMinor).toBe(1_500);
  });
});

describe("the player's own interval", () => {
  const facts = factsOf({ reality_check: { every_min: 60, choices_min: [15, 30], lockout_min: 0 } });

  it("is one of the market's choices", () => {
    expect(changeLimits(facts, wish(null, null, 15), min(1))).toMatchObject({ realityMin: 15 });
    expect(fieldOf(changeLimits(facts, wish(null, null, 20), min(1)))).toBe('reality_check_min');
    expect(fieldOf(changeLimits(factsOf(), wish(null, null, 15), min(1)))).toBe('reality_check_min');
  });

  it('does not take away a check that is due', () => {
    const chosen = { ...facts, own: { ...facts.own, realityMin: 15 } };
    expect(changeLimits(chosen, wish(null, null, 30), min(15))).toMatchObject({ code: 'RG_CHECK_DUE' });
  });
});
