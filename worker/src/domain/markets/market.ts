import {
  type Certificate,
  type Currency,
  type MarketTerms,
  type MarketView,
  money,
} from '@roundgate/contract';
import type { Refusal } from '../sessions/session.ts';
import { MARKETS } from './catalogue.ts';
import { NO_PLAY_RULES } from './play-rules.ts';

/** What a country asks of every session in it, for its signed permit; undefined when its rules are unknown. */
export function marketTerms(country: string): MarketTerms | undefined {
  const rules = MARKETS.find((market) => market.country === country);
  if (!rules) return undefined;
  return {
    country,
    languages: ['en'],
    age_label: rules.ageLabel.value,
    warnings: [...rules.warnings.value],
    links: rules.links.map(({ value }) => ({ ...value, url: null })),
    logos: [],
    min_round_ms: rules.minRoundMs.value,
    features: {
      autoplay: rules.autoplay.value,
      turbo: rules.turbo.value,
      bonus_buy: rules.bonusBuy.value,
      jackpot: false,
    },
    rules: {
      ...NO_PLAY_RULES,
      show: { ...NO_PLAY_RULES.show, clock: true, net_position: true },
      celebrate_below_stake: false,
    },
  };
}

/** The terms of a session in this country, with the stake that may not be passed; undefined when they are unknown. */
export function marketView(country: string, currency: Currency): MarketView | undefined {
  const terms = marketTerms(country);
  const cap = MARKETS.find((market) => market.country === country)?.maxStakeMinor.value;
  return terms && { ...terms, max_stake: cap == null ? null : money(cap, currency) };
}

/** Why a session in this country and currency is refused, or undefined. Unknown fails closed (spec M1). */
export function marketRefusal(country: string, currency: Currency): Refusal | undefined {
  const rules = MARKETS.find((market) => market.country === country);
  if (!rules)
    return {
      code: 'MARKET_RULES_UNKNOWN',
      facts: { errors: [{ field: 'country', message: `the rules of ${country} are not known here` }] },
    };
  if (rules.currencies.value.includes(currency)) return undefined;
  return {
    code: 'CURRENCY_NOT_ALLOWED',
    facts: {
      errors: [
        { field: 'currency', message: `${country} is played in ${rules.currencies.value.join(', ')}` },
      ],
    },
  };
}

const isValidAt = (row: Certificate, nowMs: number): boolean =>
  Date.parse(row.valid_from) <= nowMs && nowMs < Date.parse(row.valid_to);

/** The certificate that covers exactly this build, country and profile now, or undefined: then nothing is played. */
export const certificateFor = (
  rows: readonly Certificate[],
  play: { gameId: string; country: string; rtpProfile: string; buildHash: string },
  nowMs: number,
): Certificate | undefined =>
  rows.find(
    (row) =>
      row.game_id === play.gameId &&
      row.country === play.country &&
      row.rtp_profile === play.rtpProfile &&
      row.build_hash === play.buildHash &&
      isValidAt(row, nowMs),
  );

/** The build that a new session plays: the newest certificate that is valid now, for the wanted profile if one is named. */
export function chooseBuild(
  rows: readonly Certificate[],
  wanted: { gameId: string; country: string; rtpProfile: string | undefined },
  nowMs: number,
): Certificate | undefined {
  const fits = rows.filter(
    (row) =>
      row.game_id === wanted.gameId &&
      row.country === wanted.country &&
      (wanted.rtpProfile === undefined || row.rtp_profile === wanted.rtpProfile) &&
      isValidAt(row, nowMs),
  );
  return fits.sort((left, right) => (left.valid_from < right.valid_from ? 1 : -1))[0];
}
