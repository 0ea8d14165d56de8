import type { BuildManifest, GameConfig, SessionInfo } from '@roundgate/contract';

/** What of a game's configuration is neither in its manifest nor in its session. */
export type ConfigNow = Pick<GameConfig, 'locale' | 'balance' | 'muted' | 'resume' | 'mode'>;

/** The stakes of the build that this very player may choose. */
export function allowedStakes({ market }: SessionInfo, { stakes }: BuildManifest): readonly number[] {
  const cap = market.max_stake?.amount_minor ?? Number.MAX_SAFE_INTEGER;
  const levels = stakes.levels_minor.filter((level) => level <= cap);
  return levels.length > 0 ? levels : stakes.levels_minor.slice(0, 1);
}

/** What a game must know to draw itself and obey its market (spec M2). */
export function gameConfigOf(session: SessionInfo, manifest: BuildManifest, now: ConfigNow): GameConfig {
  const { market } = session;
  const levels = allowedStakes(session, manifest);
  const wanted = manifest.stakes.default_minor;
  return {
    game_id: manifest.game_id,
    currency: session.currency,
    exponent: session.rg.totals.staked.exponent,
    stake_levels_minor: [...levels],
    default_stake_minor: levels.includes(wanted) ? wanted : (levels.at(-1) ?? wanted),
    rtp: manifest.maths.rtp,
    rtp_profile: manifest.maths.rtp_profile,
    model_path: manifest.maths.model_path,
    min_round_ms: market.min_round_ms,
    features: market.features,
    celebrate_below_stake: market.rules.celebrate_below_stake,
    require_release: market.rules.require_release,
    autoplay_max_rounds: market.rules.autoplay_max_rounds,
    ...now,
  };
}
