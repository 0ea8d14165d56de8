import type { ProblemCode, StartFeature } from '@roundgate/contract';
import { known, type Market, type RuleKey, type RuleValues } from '../src/domain/markets/rule.ts';
import { applied } from '../src/domain/markets/standing.ts';
import { type Opening, viewOf } from '../src/domain/markets/terms.ts';
import { uiRequired, withEvidence } from '../src/domain/rg/evidence.ts';
import { MINUTE_MS, NO_PLAYER_RG, NO_TOTALS, newSessionRg, type RgFacts } from '../src/domain/rg/state.ts';
import {
  acceptanceRefusal,
  type Bet,
  NO_RG_FLAGS,
  type Refusal,
  type Session,
} from '../src/domain/sessions/session.ts';

/** The day that the tests' gateway reads its rules by (worker/vitest.config.mts), and on which they are tried. */
export const PROBE_DAY = '2026-11-25';

/** One rule put to the test: a play that keeps it, the same play breaking it, and the rule relaxed. */
export interface Probe {
  /** The code of the refusal that the broken play must meet. */
  readonly code: ProblemCode;
  readonly kept: (rules: Market) => Refusal | undefined;
  readonly broken: (rules: Market) => Refusal | undefined;
  /** The same market without this rule: the broken play must pass there, or it was another rule that refused it. */
  readonly relaxed: Market;
}

/** Makes the probe of one rule; null where the market leaves nothing to break. */
export type Make = (market: Market, nowMs: number) => Probe | null;

/** A rule that is believed at any time, whatever the age of its market's sources. */
const certain = <T>(value: T) => known(value, 'H', ['UK1'], { verifiedOn: '2099-01-01' });
/** A market with another value for one rule. */
export const withRule = <K extends RuleKey>(market: Market, key: K, value: RuleValues[K]): Market => ({
  ...market,
  rules: { ...market.rules, [key]: certain(value) },
});

/** How a session is opened there by one of whom nothing is known. */
export const openingIn = (market: Market, change: Partial<Opening> = {}): Opening => ({
  country: market.country,
  currency: market.rules.currency?.value ?? 'EUR',
  locale: 'en',
  player: undefined,
  ...change,
});

/** A launched session there. */
export function sessionIn(market: Market, nowMs: number, sessionId = 's-new'): Session {
  const opening = openingIn(market);
  const view = viewOf(market, opening, nowMs);
  if (!view) throw new Error(`${market.country} has no terms to play by`);
  return {
    ...{ sessionId, gameId: `g-${sessionId}`, buildHash: 'sha256:x', rtpProfile: '96' },
    ...{ country: opening.country, currency: opening.currency, locale: 'en', market: view },
    ...{ openedAtMs: nowMs, expiresAtMs: nowMs + MINUTE_MS, launchedAtMs: nowMs, endedAtMs: null },
  };
}

/** One round, and what came before it. */
export interface Play {
  readonly stakeMinor?: number;
  readonly uses?: readonly StartFeature[];
  readonly sinceLastMs?: number;
  readonly launchedAgoMs?: number;
  /** What responsible gaming knows. */
  readonly at?: Partial<RgFacts>;
}

/** Limits that no probe meets. */
export const LIMITS = { timeMin: 1_440, spendMinor: 1_000_000 };

/** A session whose UI was attested and whose player set limits; `change` is what is tried. */
export function factsOf(session: Session, change: Partial<RgFacts> = {}): RgFacts {
  const said = { seen: 'visible', ratio: 1, for_ms: 1_000 } as const;
  const evidence = uiRequired(session.market).map((element) => ({ element, ...said }));
  const launchedMs = session.launchedAtMs ?? session.openedAtMs;
  const seen = withEvidence({}, evidence, launchedMs);
  const own = { ...newSessionRg(launchedMs), seen, limits: LIMITS };
  return { session, flags: NO_RG_FLAGS, player: NO_PLAYER_RG, own, totals: NO_TOTALS, ...change };
}

/** What the gateway says to a round in this market. */
export function play(
  market: Market,
  nowMs: number,
  { stakeMinor = 1, uses = [], sinceLastMs, launchedAgoMs = 0, at }: Play,
) {
  const session = { ...sessionIn(market, nowMs), launchedAtMs: nowMs - launchedAgoMs };
  const bet: Bet = {
    ...{ roundId: 'rnd-1', stakeMinor, uses, currency: session.currency, spinType: 'cash' },
  };
  const newest =
    sinceLastMs === undefined ? undefined : { acceptedAtMs: nowMs - sinceLastMs, gameId: session.gameId };
  const rg = factsOf(session, at);
  return acceptanceRefusal(bet, { session, rg, askedAtMs: nowMs, open: [], newest }, nowMs);
}

/** As if the cap were known, so that the other rules of a market that is not launched can be tried as well. */
export const playable = (market: Market, nowMs: number): Market =>
  applied(market, 'max_stake', nowMs) === 'refuses' ? withRule(market, 'max_stake', null) : market;
