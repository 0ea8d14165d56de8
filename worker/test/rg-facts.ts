import type { PlayRules } from '@roundgate/contract';
import { attestedRg } from '../sim/attested.ts';
import { NO_PLAY_RULES } from '../src/domain/markets/play-rules.ts';
import { MINUTE_MS, NO_PLAYER_RG, NO_TOTALS, type RgFacts } from '../src/domain/rg/state.ts';
import { NO_RG_FLAGS, type Session } from '../src/domain/sessions/session.ts';

/** When the sessions of these tests are launched. */
export const T0 = Date.UTC(2030, 0, 1);
export const min = (minutes: number): number => T0 + minutes * MINUTE_MS;

/** A launched session of a market with these rules; everything else is as it is at a launch. */
export function factsOf(rules: Partial<PlayRules> = {}, change: Partial<RgFacts> = {}): RgFacts {
  const session: Session = {
    sessionId: 's-1',
    gameId: 'g-1',
    buildHash: `sha256:${'0'.repeat(64)}`,
    rtpProfile: '96',
    country: 'DE',
    currency: 'EUR',
    locale: 'en',
    market: {
      country: 'DE',
      languages: ['en'],
      age_label: '18+',
      warnings: [],
      links: [],
      logos: [],
      min_round_ms: 0,
      max_stake: null,
      max_win: null,
      words_locale: 'en',
      features: { autoplay: false, turbo: false, bonus_buy: false, jackpot: false },
      rules: { ...NO_PLAY_RULES, ...rules },
    },
    openedAtMs: T0,
    expiresAtMs: min(12 * 60),
    launchedAtMs: T0,
    endedAtMs: null,
  };
  return {
    session,
    flags: NO_RG_FLAGS,
    player: { ...NO_PLAYER_RG, sitting: { sinceMs: T0, lastMs: T0 } },
    own: attestedRg(T0),
    totals: NO_TOTALS,
    ...change,
  };
}

/** The same facts after rounds that staked and won so much; the last one was accepted at `lastRoundMs`. */
export const played = (
  facts: RgFacts,
  stakedMinor: number,
  wonMinor: number,
  lastRoundMs: number,
): RgFacts => ({
  ...facts,
  player: { ...facts.player, sitting: { sinceMs: facts.player.sitting?.sinceMs ?? T0, lastMs: lastRoundMs } },
  totals: { rounds: 1, stakedMinor, wonMinor, lastRoundMs },
});
