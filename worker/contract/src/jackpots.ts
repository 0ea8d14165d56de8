import { z } from 'zod';
import { GameId, Timestamp } from './ids.ts';
import { CURRENCIES, type Currency, MAX_AMOUNT_MINOR } from './money.ts';

/** A meter: a pool's name, or with its tier behind a dot, as in `night-market.grand`. */
export const JackpotId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)?$/, 'must be a pool such as night-market, or pool.tier')
  .meta({ description: 'A meter: pool, or pool.tier' });

/** The largest number below which one draw can be made. */
export const MAX_ODDS = 2 ** 32;
const amountMinor = z.number().int().min(0).max(MAX_AMOUNT_MINOR);
const ppm = z.number().int().min(0).max(1_000_000);

/**
 * What makes a meter fall. `random`: each minor unit of a stake hits with a chance of 1 in `one_in_minor`.
 * `must_hit_by`: falls before the meter is over `cap_minor`, at an amount that is equally likely to be any on the way.
 */
export const JackpotTrigger = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('random'), one_in_minor: z.number().int().min(1).max(MAX_ODDS) }),
  z.strictObject({ kind: z.literal('must_hit_by'), cap_minor: amountMinor.min(1) }),
]);
export type JackpotTrigger = z.infer<typeof JackpotTrigger>;

const rules = {
  game_ids: z.array(GameId).min(1).max(20),
  currency: z.enum(Object.keys(CURRENCIES) as [Currency, ...Currency[]]),
  seed_minor: amountMinor.meta({ description: 'What the meter starts from, and starts from again' }),
  contribution_ppm: ppm.min(1).meta({ description: 'Of each cash stake, in millionths' }),
  reserve_ppm: ppm.meta({ description: 'Of what is contributed, in millionths: it pays for the next seed' }),
  trigger: JackpotTrigger,
};
/** The rules of a meter. They never change: what a player was promised is what the meter does for ever (spec F3). */
export const JackpotRules = z.strictObject(rules);
export type JackpotRules = z.infer<typeof JackpotRules>;

/** What a game server is told of a meter when it draws. `run` counts how often the meter has started. */
export const JackpotOffer = z.strictObject({
  jackpot_id: JackpotId,
  run: z.number().int().min(1),
  meter_minor: z.number().int().min(0),
  contribution_ppm: ppm,
  meter_ppm: ppm.meta({ description: 'Of each stake: what the meter itself grows by, without the reserve' }),
  trigger: JackpotTrigger,
});
export type JackpotOffer = z.infer<typeof JackpotOffer>;

/** Where a pool's money is: `contributed + seeds = meter + reserve + paid`, always. */
export const JackpotTotals = z.object({
  contributed_minor: z.number().int().min(0),
  seeds_minor: z.number().int().min(0).meta({ description: 'Seeds that the house paid for' }),
  meter_minor: z.number().int().min(0),
  reserve_minor: z.number().int().min(0),
  paid_minor: z.number().int().min(0),
});
export type JackpotTotals = z.infer<typeof JackpotTotals>;

/** A meter with its rules, odds and money. */
export const JackpotView = z
  .object({
    jackpot_id: JackpotId,
    ...rules,
    state: z.enum(['running', 'disabled']),
    run: z.number().int().min(1),
    totals: JackpotTotals,
    one_in_minor: z
      .number()
      .int()
      .min(1)
      .meta({ description: 'The odds now: each minor unit of a stake hits with a chance of 1 in this' }),
    balanced: z.boolean().meta({ description: 'Whether contributed + seeds = meter + reserve + paid' }),
    at: Timestamp,
  })
  .meta({ id: 'JackpotView' });
export type JackpotView = z.infer<typeof JackpotView>;

/** A meter as a player sees it. */
export const JackpotMeter = z
  .object({
    jackpot_id: JackpotId,
    meter_minor: z.number().int().min(0),
    currency: rules.currency,
    trigger: JackpotTrigger,
    one_in_minor: z.number().int().min(1),
  })
  .meta({ id: 'JackpotMeter' });
export type JackpotMeter = z.infer<typeof JackpotMeter>;
