import type { Currency, StartFeature } from '@roundgate/contract';
import { endedByLaunch } from '../src/domain/markets/one-game.ts';
import { rtpRefusal, screenDraw } from '../src/domain/markets/play-refusal.ts';
import type { Market, RuleKey, RuleValues } from '../src/domain/markets/rule.ts';
import { applied } from '../src/domain/markets/standing.ts';
import { launchFaults, openingRefusal, viewOf } from '../src/domain/markets/terms.ts';
import type { DrawAnswer, DrawnFeature } from '../src/domain/rounds/inputs.ts';
import { acceptanceRefusal, type Bet, type Refusal } from '../src/domain/sessions/session.ts';
import {
  factsOf,
  type Make,
  openingIn,
  type Probe,
  play,
  playable,
  sessionIn,
  withRule,
} from './probe-kit.ts';
import { RG_MAKERS } from './rg-probes.ts';

export { PROBE_DAY } from './probe-kit.ts';

const refused = (answer: DrawAnswer): Refusal | undefined =>
  answer.kind === 'refused' ? { code: answer.code } : undefined;

function startFeature(key: StartFeature): Make {
  return (market, nowMs) => {
    if (applied(market, key, nowMs) !== false) return null;
    return {
      code: 'FEATURE_NOT_ALLOWED',
      kept: (rules) => play(playable(rules, nowMs), nowMs, { uses: [] }),
      broken: (rules) => play(playable(rules, nowMs), nowMs, { uses: [key] }),
      relaxed: withRule(market, key, true),
    };
  };
}

function drawnFeature(key: DrawnFeature): Make {
  return (market, nowMs) => {
    if (applied(market, key, nowMs) !== false) return null;
    const draw = (rules: Market, uses: readonly DrawnFeature[]) => {
      const answer = {
        kind: 'drawn',
        uses,
        sessionId: 's-new',
        buildHash: 'sha256:x',
        outcome: OUTCOME,
      } as const;
      return refused(screenDraw(answer, sessionIn(rules, nowMs).market.features));
    };
    return {
      code: 'FEATURE_NOT_ALLOWED',
      kept: (rules) => draw(rules, []),
      broken: (rules) => draw(rules, [key]),
      relaxed: withRule(market, key, true),
    };
  };
}

const OUTCOME = {
  ...{ winMinor: 0, events: [], features: [] },
  ...{ mechanicsVersion: 'probe/1', telemetryRef: 'probe', drawnAtMs: 0 },
};

function rtpBound(key: 'rtp_min' | 'rtp_max', beyond: number): Make {
  return (market, nowMs) => {
    const bound = applied(market, key, nowMs);
    if (typeof bound !== 'number') return null;
    return {
      code: 'MARKET_NOT_CERTIFIED',
      kept: (rules) => rtpRefusal(rules, bound / 100, nowMs),
      broken: (rules) => rtpRefusal(rules, (bound + beyond) / 100, nowMs),
      relaxed: withRule(market, key, null),
    };
  };
}

const minAge: Make = (market, nowMs) => {
  const age = applied(market, 'min_age', nowMs);
  if (age === 'refuses') return null;
  const open = (rules: Market, told: number) =>
    openingRefusal(rules, openingIn(market, { player: { age: told } }), nowMs);
  return {
    code: 'RG_BLOCKED',
    kept: (rules) => open(rules, age),
    broken: (rules) => open(rules, age - 1),
    relaxed: withRule(market, 'min_age', 0),
  };
};

const currency: Make = (market, nowMs) => {
  if (applied(market, 'currency', nowMs) === 'refuses') return null;
  const other: Currency = 'JPY';
  return {
    code: 'CURRENCY_NOT_ALLOWED',
    kept: (rules) => openingRefusal(rules, openingIn(market), nowMs),
    broken: (rules) => openingRefusal(rules, openingIn(market, { currency: other }), nowMs),
    relaxed: withRule(market, 'currency', other),
  };
};

const maxStake: Make = (market, nowMs) => {
  const cap = applied(market, 'max_stake', nowMs);
  if (cap === 'refuses' || cap === null) return null;
  return {
    code: 'STAKE_NOT_ALLOWED',
    kept: (rules) => play(rules, nowMs, { stakeMinor: cap.minor }),
    broken: (rules) => play(rules, nowMs, { stakeMinor: cap.minor + 1 }),
    relaxed: withRule(market, 'max_stake', null),
  };
};

const minRound: Make = (market, nowMs) => {
  const floorMs = applied(market, 'min_round_ms', nowMs);
  if (floorMs === 'refuses' || floorMs === 0) return null;
  const next = (rules: Market, sinceLastMs: number) => play(playable(rules, nowMs), nowMs, { sinceLastMs });
  return {
    code: 'ROUND_TOO_FAST',
    kept: (rules) => next(rules, floorMs),
    broken: (rules) => next(rules, floorMs - 1),
    relaxed: withRule(market, 'min_round_ms', 0),
  };
};

const oneGame: Make = (market, nowMs) => {
  if (applied(market, 'one_game_at_a_time', nowMs) !== true) return null;
  const playOlder = (rules: Market, launched: boolean): Refusal | undefined => {
    const older = sessionIn(rules, nowMs, 's-old');
    const ended = launched ? endedByLaunch(sessionIn(rules, nowMs), [older]) : [];
    const session = ended.includes(older) ? { ...older, endedAtMs: nowMs } : older;
    const bet: Bet = { roundId: 'rnd-1', stakeMinor: 1, currency: session.currency, spinType: 'cash' };
    const facts = { session, rg: factsOf(session), askedAtMs: nowMs, open: [], newest: undefined };
    return acceptanceRefusal(bet, facts, nowMs);
  };
  return {
    code: 'SESSION_ENDED',
    kept: (rules) => playOlder(rules, false),
    broken: (rules) => playOlder(rules, true),
    relaxed: withRule(market, 'one_game_at_a_time', false),
  };
};

const MAKERS: { readonly [K in RuleKey]?: Make } = {
  min_age: minAge,
  currency,
  max_stake: maxStake,
  min_round_ms: minRound,
  autoplay: startFeature('autoplay'),
  turbo: startFeature('turbo'),
  bonus_buy: drawnFeature('bonus_buy'),
  jackpot: drawnFeature('jackpot'),
  rtp_min: rtpBound('rtp_min', -0.01),
  rtp_max: rtpBound('rtp_max', 0.01),
  one_game_at_a_time: oneGame,
  ...RG_MAKERS,
};

/** Values that would let a market be launched, for trying a rule because of which it is not. */
const SOME: { readonly [K in RuleKey]?: RuleValues[K] } = {
  min_age: 18,
  currency: 'EUR',
  languages: ['en'],
  max_stake: null,
};

/** A market that is refused for this rule: nothing at all is launched there. */
function launchProbe<K extends RuleKey>(market: Market, key: K, nowMs: number): Probe {
  const some = SOME[key];
  if (some === undefined) throw new Error(`${key} refuses a market, and no value is known that would not`);
  return {
    code: 'MARKET_RULES_UNKNOWN',
    kept: () => undefined,
    broken: (rules) =>
      launchFaults(rules, nowMs).some(({ rule }) => rule === key)
        ? { code: 'MARKET_RULES_UNKNOWN' }
        : undefined,
    relaxed: withRule(market, key, some),
  };
}

/** How a rule of a market is broken, or null where the market's rule leaves nothing to break. */
export function probeOf(market: Market, key: RuleKey, nowMs: number): Probe | null {
  if (applied(market, key, nowMs) === 'refuses') return launchProbe(market, key, nowMs);
  // Without age and language there are no terms, and so no session in which another rule could be broken.
  if (!viewOf(market, openingIn(market), nowMs)) return null;
  return MAKERS[key]?.(market, nowMs) ?? null;
}
