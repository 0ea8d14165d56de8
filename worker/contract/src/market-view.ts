import { z } from 'zod';
import { Country, Locale } from './ids.ts';
import { MoneySchema } from './money.ts';

const minutes = z.number().int().min(1).max(10_080);

/** A link or number of help that the market asks to show. `url` is null where only words are known. */
export const HelpLink = z.strictObject({
  kind: z.enum(['help', 'self_exclusion', 'self_test', 'limits', 'regulator']),
  text: z.string().max(120),
  url: z
    .string()
    .regex(/^https:\/\/[^\s"'<>]+$/, 'must be an https address')
    .max(300)
    .nullable(),
});
export type HelpLink = z.infer<typeof HelpLink>;

/** What of a session the loader keeps in sight, outside the game's frame (spec M3, G3). */
export const ShownFacts = z.strictObject({
  clock: z.boolean(),
  net_position: z.boolean(),
  totals: z.boolean().meta({ description: 'Stakes and prizes of the session, apart' }),
  month_net: z.boolean(),
  rtp: z.boolean(),
  top_win_odds: z.boolean(),
  bounds: z.boolean().meta({ description: 'Largest stake and largest win' }),
  last_result: z.boolean(),
});

/** How a market wants a session to run (spec G1, M2). What it does not ask for is null or false. */
export const PlayRules = z
  .strictObject({
    show: ShownFacts,
    celebrate_below_stake: z
      .boolean()
      .meta({ description: 'False: a win under the stake is a loss, and is shown as one' }),
    require_release: z.boolean().meta({ description: 'A held button or key starts one round only' }),
    one_game_at_a_time: z.boolean(),
    autoplay_max_rounds: z.number().int().min(1).nullable(),
    reality_check: z
      .strictObject({
        every_min: minutes.nullable().meta({ description: 'Null: the player chooses' }),
        choices_min: z.array(minutes).max(20),
        lockout_min: z.number().int().min(0),
      })
      .nullable(),
    rest: z.strictObject({ after_min: minutes, for_min: minutes, gap_min: minutes }).nullable().meta({
      description: 'A pause of for_min once play without a gap of gap_min has lasted after_min',
    }),
    panic_h: z.number().int().min(1).nullable().meta({ description: 'Hours that the panic button blocks' }),
    pre_session_limits: z.strictObject({ again_within_min: minutes }).nullable().meta({
      description: 'Longest time and largest spend are set before play, every session, without defaults',
    }),
    login_notice_s: z.number().int().min(1).nullable(),
    idle_exit_min: minutes.nullable(),
  })
  .meta({ id: 'PlayRules' });
export type PlayRules = z.infer<typeof PlayRules>;

/** What a market asks of every session in it: signed into its permit, shown by the loader, obeyed by the game. */
export const MarketTerms = z
  .strictObject({
    country: Country,
    languages: z.array(Locale).min(1).max(20),
    age_label: z.string().min(1).max(8),
    warnings: z
      .array(z.string().regex(/^[a-z0-9_]{1,60}$/, 'must be a message key'))
      .max(20)
      .meta({ description: 'Message keys of the loader, in order' }),
    links: z.array(HelpLink).max(20),
    logos: z
      .array(HelpLink)
      .max(20)
      .meta({ description: 'The strip of plates at the top of the frame, in this order' }),
    min_round_ms: z.number().int().min(0),
    features: z.strictObject({
      autoplay: z.boolean(),
      turbo: z.boolean(),
      bonus_buy: z.boolean(),
      jackpot: z.boolean(),
    }),
    rules: PlayRules,
  })
  .meta({ id: 'MarketTerms' });
export type MarketTerms = z.infer<typeof MarketTerms>;

/** The terms of a session's market, with the stake that this very player may not pass (spec M2, M3, G3). */
export const MarketView = z
  .strictObject({
    ...MarketTerms.shape,
    max_stake: MoneySchema.nullable(),
    max_win: MoneySchema.nullable().meta({ description: 'Shown where the market asks for its bounds' }),
    words_locale: Locale.meta({
      description:
        "Language of label, warnings and links: the session's own where the market allows it, else its first",
    }),
  })
  .meta({ id: 'MarketView' });
export type MarketView = z.infer<typeof MarketView>;
