import { z } from 'zod';
import { Country } from './ids.ts';
import { MarketTerms } from './market-view.ts';

const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-11-25');

/** How sure a fact is: H primary text read, M regulator excerpt or agreeing secondary sources, L thin, I inference, U unknown. */
export const RuleGrade = z.enum(['H', 'M', 'L', 'I', 'U']);
export type RuleGrade = z.infer<typeof RuleGrade>;

/**
 * How a rule stands now. Only `in_force` is applied as it is; `thin` is a permission that its grade does not carry,
 * `stale` one whose validity or verification is over, `not_yet` one that has not begun.
 */
export const RuleStanding = z.enum(['in_force', 'unknown', 'thin', 'stale', 'not_yet']);
export type RuleStanding = z.infer<typeof RuleStanding>;

/** One rule of a market: what is known of it, how well, and what is applied instead where it is not (spec M1). */
export const MarketRule = z
  .strictObject({
    rule: z.string().max(40),
    value: z.json().meta({ description: 'Null where unknown, and where the market is known to set none' }),
    grade: RuleGrade,
    sources: z.array(z.string()),
    note: z.string().meta({ description: 'The reasoning of an inference, or what is not known' }),
    verified_on: Day,
    from: Day.nullable(),
    to: Day.nullable().meta({ description: 'The last day on which it holds' }),
    review_by: Day.meta({ description: 'From this day on it is stale' }),
    standing: RuleStanding,
    applied: z
      .json()
      .meta({ description: 'What the gateway goes by; null beside `refuses` is nothing at all' }),
    refuses: z
      .boolean()
      .meta({ description: 'True where the market cannot be launched because of this rule' }),
  })
  .meta({ id: 'MarketRule' });
export type MarketRule = z.infer<typeof MarketRule>;

/** How a market stands: whether it can be launched for real money, and what is unknown or stale. */
export const MarketStatus = z
  .strictObject({
    country: Country,
    name: z.string(),
    verified_on: Day,
    review_by: Day.meta({
      description: 'From this day on a rule that it cannot be launched without is stale',
    }),
    launchable: z.boolean(),
    refused_for: z.array(z.strictObject({ rule: z.string(), why: z.string() })),
    unknown: z.array(z.string()),
    stale: z.array(z.string()),
    certified: z
      .boolean()
      .meta({ description: 'True when a build has a certificate here that is not over yet' }),
  })
  .meta({ id: 'MarketStatus' });
export type MarketStatus = z.infer<typeof MarketStatus>;

/** What a market asks that this product does not carry out itself, and of whom. */
export const MarketDuty = z.strictObject({
  who: z.enum(['operator', 'studio', 'platform']),
  what: z.string(),
  grade: RuleGrade,
  sources: z.array(z.string()),
});
export type MarketDuty = z.infer<typeof MarketDuty>;

/** A change of law that is announced and not in force. */
export const MarketPending = z.strictObject({
  what: z.string(),
  grade: RuleGrade,
  sources: z.array(z.string()),
});
export type MarketPending = z.infer<typeof MarketPending>;

/** A market in full. `terms` is what its permit holds; null where not even a label can be made. */
export const MarketFile = z
  .strictObject({
    ...MarketStatus.shape,
    rules: z.array(MarketRule),
    duties: z.array(MarketDuty),
    pending: z.array(MarketPending),
    terms: MarketTerms.nullable(),
  })
  .meta({ id: 'MarketFile' });
export type MarketFile = z.infer<typeof MarketFile>;
