import { z } from 'zod';
import { Timestamp } from './ids.ts';
import { BalanceSchema, MoneySchema } from './money.ts';

/** Responsible-gaming flags pushed by the operator (spec S1, G2). In a token they are a hint; PlayerDO is the authority. */
export const RgFlags = z
  .strictObject({
    self_excluded: z.boolean(),
    blocked: z.boolean().meta({ description: 'Any other block: limit reached, duty of care' }),
    time_limit_min: z
      .number()
      .int()
      .min(1)
      .max(1440)
      .nullable()
      .meta({ description: 'Longest session, or null' }),
    cool_off_until: Timestamp.nullable().optional().meta({ description: 'No play before this moment' }),
  })
  .meta({ id: 'RgFlags' });
export type RgFlags = z.infer<typeof RgFlags>;

/** Why a player may not play now. */
export const RG_BLOCKS = [
  'self_excluded',
  'blocked',
  'cool_off',
  'panic',
  'time_limit',
  'spend_limit',
  'idle',
] as const;
export type RgBlock = (typeof RG_BLOCKS)[number];

/** What a player set before play, and what is left of it. */
export const SessionLimits = z.strictObject({
  time_min: z.number().int().min(1).max(1440),
  spend: MoneySchema.meta({ description: 'The largest net loss of the session' }),
  time_left_ms: z.number().int().min(0),
  spend_left: MoneySchema,
  near: z.boolean().meta({ description: 'The warning before a limit is due' }),
});

/** A pause that the market asks for: play goes on once it was acknowledged, and not before `locked_until`. */
export const RgCheck = z.strictObject({
  check_id: z.string().min(1).max(80),
  kind: z.enum(['reality_check', 'rest']),
  due_since: Timestamp,
  locked_until: Timestamp.nullable(),
  acknowledged: z.boolean(),
});
export type RgCheck = z.infer<typeof RgCheck>;

/** How a session stands towards responsible gaming: the gateway's word, for the loader to show (spec G1, G2, M3). */
export const RgView = z
  .strictObject({
    at: Timestamp,
    session_time_ms: z.number().int().min(0),
    totals: z.strictObject({
      rounds: z.number().int().min(0),
      staked: MoneySchema,
      won: MoneySchema,
      net: BalanceSchema,
    }),
    month_net: BalanceSchema.nullable().meta({
      description: "Net of the calendar month as the operator told it, plus this session's",
    }),
    blocked: z.strictObject({ reason: z.enum(RG_BLOCKS), until: Timestamp.nullable() }).nullable(),
    check: RgCheck.nullable(),
    next_check_at: Timestamp.nullable(),
    reality_check_min: z.number().int().min(1).nullable().meta({ description: 'The interval in force' }),
    limits: SessionLimits.nullable(),
    limits_needed: z.boolean().meta({ description: 'The market wants limits before the first round' }),
    soon_again: z.boolean().meta({ description: 'A session ended less than the market’s span ago' }),
  })
  .meta({ id: 'RgView' });
export type RgView = z.infer<typeof RgView>;

/** What the loader must show before play, and attest (spec M3). */
export const UI_ELEMENTS = ['age_label', 'warnings', 'links', 'logos', 'clock', 'balance'] as const;
export const UiElement = z.enum(UI_ELEMENTS);
export type UiElement = z.infer<typeof UiElement>;

/** How an element was seen on the screen. `unknown` is what a browser without evidence may say, never `visible`. */
export const UiEvidence = z
  .strictObject({
    element: UiElement,
    seen: z.enum(['visible', 'unknown', 'hidden']),
    ratio: z.number().min(0).max(1).meta({ description: 'Share of its area inside the viewport' }),
    for_ms: z.number().int().min(0),
  })
  .meta({ id: 'UiEvidence' });
export type UiEvidence = z.infer<typeof UiEvidence>;

/** The subprotocol of `GET /v1/session/feed`; the player token follows it as a second one and is not answered. */
export const FEED_PROTOCOL = 'roundgate.feed.v1';

/** What the gateway pushes to a running session: a second after it happened at the most (spec G2). */
export const FeedMessage = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('rg'), rg: RgView }),
    z.strictObject({ type: z.literal('balance'), balance: BalanceSchema }),
    z.strictObject({ type: z.literal('ended'), reason: z.string().max(40) }),
    z.strictObject({ type: z.literal('build_revoked') }),
    // What the player may play free of charge has changed: the session says what there is now.
    z.strictObject({ type: z.literal('promo') }),
  ])
  .meta({ id: 'FeedMessage' });
export type FeedMessage = z.infer<typeof FeedMessage>;
