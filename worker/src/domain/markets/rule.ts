import type {
  Currency,
  HelpLink,
  MarketDuty,
  MarketPending,
  PlayRules,
  RuleGrade,
} from '@roundgate/contract';
import type { SourceId } from './sources.ts';

/** A cap that a player reaches by age and, in some markets, by a tier that it has earned. Minor units, per round. */
export interface StakeCap {
  /** For whom nothing better is known: an age that was not told counts as the strictest band. */
  readonly minor: number;
  readonly byAge?: readonly { readonly minAge: number; readonly minor: number }[];
  readonly tiers?: readonly {
    readonly name: string;
    readonly minAge: number;
    readonly minor: number;
    readonly from: string;
    readonly to: string;
  }[];
}

/** What a market may rule. `null` = known to set none; what is not known is no value at all. */
export type RuleValues = {
  readonly min_age: number;
  /** Null: made from the minimum age. */
  readonly age_label: string | null;
  readonly currency: Currency;
  readonly languages: readonly [string, ...string[]];
  readonly max_stake: StakeCap | null;
  readonly max_win_minor: number | null;
  /** Shortest time from one round's start to the next one's. */
  readonly min_round_ms: number;
  readonly autoplay: boolean;
  readonly autoplay_max_rounds: number | null;
  readonly turbo: boolean;
  readonly bonus_buy: boolean;
  readonly jackpot: boolean;
  /** Bounds of the return to the player, in percent. */
  readonly rtp_min: number | null;
  readonly rtp_max: number | null;
  readonly one_game_at_a_time: boolean;
  readonly require_release: boolean;
  readonly celebrate_below_stake: boolean;
  readonly reality_check: PlayRules['reality_check'];
  readonly rest: PlayRules['rest'];
  readonly panic_h: PlayRules['panic_h'];
  readonly pre_session_limits: PlayRules['pre_session_limits'];
  readonly login_notice_s: PlayRules['login_notice_s'];
  readonly idle_exit_min: PlayRules['idle_exit_min'];
  /** Message keys of sentences that this market adds to our own. */
  readonly warnings: readonly string[];
  readonly links: readonly HelpLink[];
  readonly logos: readonly HelpLink[];
} & { readonly [K in keyof PlayRules['show'] as `show_${K}`]: boolean };

export type RuleKey = keyof RuleValues;

/** One rule with where it comes from; nothing is enforced or shown without its grade and source (spec M2). */
export interface Rule<T> {
  /** Undefined = unknown. */
  readonly value: T | undefined;
  readonly grade: RuleGrade;
  readonly sources: readonly SourceId[];
  /** The reasoning where there is no source, or what is not known. */
  readonly note: string;
  /** When it was last seen in its sources, as a day; the market's own day where none is given. */
  readonly verifiedOn?: string;
  /** First and last day of its validity. */
  readonly from?: string;
  readonly to?: string;
}

type Dates = Pick<Rule<unknown>, 'verifiedOn' | 'from' | 'to'> & { readonly note?: string };

/** A rule that was read somewhere. */
export const known = <const T>(
  value: T,
  grade: Exclude<RuleGrade, 'I' | 'U'>,
  sources: readonly [SourceId, ...SourceId[]],
  { note = '', ...dates }: Dates = {},
): Rule<T> => ({ value, grade, sources, note, ...dates });

/** The day on which the inferences were made: they hold on no text that could have a date of its own. */
const INFERRED_ON = '2026-11-20';

/** A rule that nobody has read: inferred, with the reasoning in its source's place. */
export const inferred = <const T>(
  value: T,
  note: string,
  sources: readonly SourceId[] = [],
  dates: Omit<Dates, 'note'> = {},
): Rule<T> => ({ value, grade: 'I', sources, note, verifiedOn: INFERRED_ON, ...dates });

/** What is not known, said out loud. */
export const unknown = (note: string, sources: readonly SourceId[] = []): Rule<never> => ({
  value: undefined,
  grade: 'U',
  sources,
  note,
});

/** Rules that no source says anything about, in one line. */
export const unknowns = <K extends RuleKey>(...keys: readonly K[]): { readonly [P in K]: Rule<never> } =>
  Object.fromEntries(keys.map((key) => [key, unknown('looked for, not found')])) as {
    readonly [P in K]: Rule<never>;
  };

type Sourced<T extends { readonly sources: readonly string[] }> = Omit<T, 'sources'> & {
  readonly sources: readonly SourceId[];
};

/** The rules of one country. A rule that is not listed is unknown like one that says so. */
export interface Market {
  readonly country: string;
  readonly name: string;
  /** The last day on which its sources are known to have said so. */
  readonly verifiedOn: string;
  readonly rules: { readonly [K in RuleKey]?: Rule<RuleValues[K]> };
  /** What it asks of others than this gateway and its loader. */
  readonly duties: readonly Sourced<MarketDuty>[];
  readonly pending: readonly Sourced<MarketPending>[];
}
