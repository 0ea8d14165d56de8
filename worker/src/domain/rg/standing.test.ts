import { describe, expect, it } from 'vitest';
import { factsOf, min, played } from '../../../test/rg-facts.ts';
import { NO_RG_FLAGS } from '../sessions/session.ts';
import { dutiesAt } from './duties.ts';
import { missingUi, uiRequired, withEvidence } from './evidence.ts';
import { atLaunch } from './launch.ts';
import { playerBlock, rgRefusal } from './standing.ts';
import { newSessionRg, type RgFacts } from './state.ts';
import { rgViewOf } from './view.ts';

const flagged = (change: object): RgFacts => factsOf({}, { flags: { ...NO_RG_FLAGS, ...change } });
const reasonAt = (facts: RgFacts, atMs: number) => rgRefusal(facts, 100, atMs)?.facts?.reason;
const iso = (ms: number): string => new Date(ms).toISOString();

describe('a block', () => {
  it.each([
    ['self_excluded', { self_excluded: true }],
    ['blocked', { blocked: true }],
    ['cool_off', { cool_off_until: iso(min(10)) }],
    ['time_limit', { time_limit_min: 5 }],
  ])('%s is told with its reason', (reason, flags) => {
    expect(reasonAt(flagged(flags), min(6))).toBe(reason);
  });

  it('of a cool-off ends at its moment', () => {
    const facts = flagged({ cool_off_until: iso(min(10)) });
    expect(reasonAt(facts, min(10) - 1)).toBe('cool_off');
    expect(rgRefusal(facts, 100, min(10))).toBeUndefined();
  });

  it('by the panic button holds to its hour, whatever the operator says', () => {
    const facts = factsOf();
    const panicked = { ...facts, player: { ...facts.player, panicUntilMs: min(1_440) } };
    expect(reasonAt(panicked, min(1_439))).toBe('panic');
    expect(rgRefusal(panicked, 100, min(1_440))?.facts?.reason).not.toBe('panic');
  });

  it('of the operator suspends, every other one ends the session', () => {
    expect(dutiesAt(flagged({ blocked: true }), min(1)).end).toBeNull();
    expect(dutiesAt(flagged({ self_excluded: true }), min(1)).end).toBe('self_excluded');
  });

  it('by the time limit holds over a new login, until there was a gap', () => {
    const flags = { ...NO_RG_FLAGS, time_limit_min: 60 };
    const player = { ...factsOf().player, sitting: { sinceMs: min(0), lastMs: min(58) } };
    expect(playerBlock({ flags, player }, null, min(61))).toMatchObject({ reason: 'time_limit' });
    expect(playerBlock({ flags, player }, null, min(73))).toBeNull();
  });
});

describe('a session without rounds', () => {
  const facts = factsOf({ idle_exit_min: 10 });

  it('is ended after the time that its market allows, counted from its last round', () => {
    expect(dutiesAt(facts, min(10) - 1).end).toBeNull();
    expect(dutiesAt(facts, min(10)).end).toBe('idle');
    expect(dutiesAt(played(facts, 1, 0, min(9)), min(18)).end).toBeNull();
    expect(dutiesAt(played(facts, 1, 0, min(9)), min(19))).toMatchObject({
      end: 'idle',
      notices: [{ name: 'idle_exit' }],
    });
  });

  it('is looked at again when it may be due', () => {
    expect(dutiesAt(facts, min(1)).nextMs).toBe(min(10));
  });
});

describe('what is due', () => {
  it('is looked at again when a lock is over', () => {
    const facts = factsOf({ reality_check: { every_min: 60, choices_min: [], lockout_min: 5 } });
    expect(dutiesAt(facts, min(61)).nextMs).toBe(min(65));
  });

  it('is told once', () => {
    const facts = factsOf({ reality_check: { every_min: 60, choices_min: [], lockout_min: 0 } });
    const [notice] = dutiesAt(facts, min(60)).notices;
    expect(notice).toMatchObject({ name: 'reality_check_due' });
    const told = { ...facts, own: { ...facts.own, told: [notice?.key ?? ''] } };
    expect(dutiesAt(told, min(61)).notices).toEqual([]);
  });
});

describe('evidence', () => {
  const { market } = factsOf({ show: { ...factsOf().session.market.rules.show, clock: true } }).session;
  const say = (seen: 'visible' | 'unknown' | 'hidden', for_ms: number, ratio = 1) =>
    uiRequired(market).map((element) => ({ element, seen, for_ms, ratio }));
  const missingAfter = (...words: ReturnType<typeof say>[]) =>
    missingUi(
      market,
      words.reduce((seen, evidence) => withEvidence(seen, evidence, 0), {}),
    ).length;

  it('is wanted of label, warnings and balance, and of the rest where the market has it', () => {
    expect(uiRequired(factsOf().session.market)).toEqual(['age_label', 'warnings', 'balance']);
    const link = { kind: 'help', text: 'x', url: null } as const;
    expect(uiRequired({ ...market, links: [link], logos: [link] })).toEqual([
      ...['age_label', 'warnings', 'links', 'logos', 'clock', 'balance'],
    ]);
  });

  it('is enough after a second, and where the browser cannot tell, only of the whole', () => {
    expect(missingAfter(say('visible', 999))).toBe(4);
    expect(missingAfter(say('visible', 1_000))).toBe(0);
    expect(missingAfter(say('unknown', 1_000, 0.98))).toBe(4);
    expect(missingAfter(say('unknown', 999, 1))).toBe(4);
    expect(missingAfter(say('unknown', 1_000, 0.99))).toBe(0);
  });

  it('is withdrawn by what is hidden, and not by what was seen for too short a time', () => {
    expect(missingAfter(say('visible', 1_000), say('visible', 100))).toBe(0);
    expect(missingAfter(say('visible', 1_000), say('hidden', 0))).toBe(4);
    expect(missingAfter(say('visible', 1_000), say('hidden', 0), say('visible', 100))).toBe(4);
  });

  it('that is missing is named in the refusal', () => {
    const facts = factsOf({}, { own: newSessionRg(min(0)) });
    expect(rgRefusal(facts, 100, min(1))).toEqual({
      code: 'UI_NOT_SHOWN',
      facts: { detail: 'not attested as shown: age_label, warnings, balance' },
    });
  });
});

describe('a new login', () => {
  const limits = { timeMin: 60, spendMinor: 1_000 };
  const before = (change: Partial<RgFacts> = {}): RgFacts => {
    const facts = played(factsOf({ pre_session_limits: { again_within_min: 60 } }), 500, 200, min(30));
    return { ...facts, own: { ...facts.own, limits, checkFromMs: min(20) }, ...change };
  };
  const next = (rules = before().session.market.rules, player = before().player): RgFacts => {
    const facts = factsOf(rules);
    return { ...facts, session: { ...facts.session, sessionId: 's-2', launchedAtMs: min(40) }, player };
  };

  it('goes on with the limits of a session that was left, and with what was used of them', () => {
    const { own, goesOn } = atLaunch(next(), before(), min(40));
    expect(own).toMatchObject({ limits, limitsFixed: true, limitsFromMs: min(0), lostBeforeMinor: 300 });
    expect([own.soonAgain, goesOn]).toEqual([false, true]);
  });

  it('after a session that ended sets limits anew, warned that it is soon', () => {
    const ended = before();
    const previous = { ...ended, session: { ...ended.session, endedAtMs: min(35) } };
    const { own, goesOn } = atLaunch(next(), previous, min(40));
    expect(own).toMatchObject({ limits: null, soonAgain: true, checkFromMs: min(20) });
    expect(goesOn).toBe(false);
    expect(atLaunch(next(), previous, min(95)).own.soonAgain).toBe(false);
  });

  it('is soon where the operator says so', () => {
    const facts = next();
    const player = { last_session_ended_at: iso(min(1)) };
    const told = { ...facts, session: { ...facts.session, player } };
    expect(atLaunch(told, undefined, min(40)).own.soonAgain).toBe(true);
  });

  it('does not begin the reality check anew within a sitting, and does after a gap', () => {
    expect(atLaunch(next(), before(), min(44)).own.checkFromMs).toBe(min(20));
    expect(atLaunch(next(), before(), min(45)).own.checkFromMs).toBe(min(45));
  });

  it('takes nothing over from another country', () => {
    const foreign = before();
    const previous = { ...foreign, session: { ...foreign.session, country: 'ES' } };
    expect(atLaunch(next(), previous, min(40)).own).toMatchObject({ limits: null, checkFromMs: min(40) });
  });
});

describe('the view', () => {
  it('tells exact totals, and the month with this session', () => {
    const facts = played(factsOf(), 500, 200, min(1));
    const player = { month_net: { amount_minor: -1_000, currency: 'EUR', exponent: 2 } as const };
    const view = rgViewOf({ ...facts, session: { ...facts.session, player } }, min(2));
    expect(view).toMatchObject({
      session_time_ms: 120_000,
      totals: {
        rounds: 1,
        staked: { amount_minor: 500 },
        won: { amount_minor: 200 },
        net: { amount_minor: -300 },
      },
      month_net: { amount_minor: -1_300 },
      blocked: null,
    });
  });
});
