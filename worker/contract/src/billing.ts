import { z } from 'zod';
import { Day, GameId, OperatorId, Sha256Hex, StudioId } from './ids.ts';
import { CurrencyCode } from './money.ts';

/** An exact decimal as text: no figure that anyone is paid by passes through a float. */
const Decimal = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'must be a decimal such as 0.125');
const Share = Decimal.refine((text) => Number(text) <= 1, 'must be a share from 0 to 1');
const minor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const signed = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** A rate from an amount on, in minor units of the invoice's currency; each part of the base is billed at its own rate. */
const Tiers = z
  .array(z.strictObject({ from_minor: minor, rate: Share }))
  .min(1)
  .max(20)
  .refine((tiers) => tiers[0]?.from_minor === 0, 'must begin at 0')
  .refine(
    (tiers) =>
      tiers.every(({ from_minor }, index) => index === 0 || from_minor > (tiers[index - 1]?.from_minor ?? 0)),
    'must rise',
  );

/** One step of the way from GGR to what is shared; steps are taken in their order, each from what the last left. */
const Deduction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('jackpot_contributions') }),
  z.strictObject({
    kind: z.literal('bonus_cost'),
    /** The most that counts, as a share of GGR; without it all of it does. */
    cap_of_ggr: Share.optional(),
  }),
  z.strictObject({
    kind: z.literal('rate'),
    name: z.string().min(1).max(60).meta({ description: 'Such as gaming tax, or payment fees' }),
    rate: Share,
    of: z.enum(['ggr', 'turnover', 'remaining']),
  }),
]);

const PerSpin = z.strictObject({
  kind: z.literal('per_spin'),
  fee_minor: Decimal.meta({ description: 'For an eligible spin, in minor units, parts of one allowed' }),
  free_fee_minor: Decimal.meta({ description: 'For a free spin: reduced, or nothing' }),
});
const Turnover = z.strictObject({ kind: z.literal('turnover'), rate: Tiers });
const RevenueShare = z.strictObject({
  kind: z.literal('revenue_share'),
  deductions: z.array(Deduction).max(20).meta({ description: 'From GGR; none shares GGR itself' }),
  share: Tiers,
});
const Part = z.discriminatedUnion('kind', [PerSpin, Turnover, RevenueShare]);

/** What an operator owes a studio, as data. A version holds from its first day until a newer one does. */
export const RoyaltyContract = z
  .strictObject({
    contract_id: z.string().regex(/^ct-[A-Za-z0-9_-]{1,64}$/, 'must look like ct-…'),
    version: z.number().int().min(1),
    starts_on: Day.meta({ description: 'The first day of a billing period' }),
    operator_id: OperatorId,
    studio_id: StudioId,
    game_ids: z.array(GameId).min(1).max(200),
    currency: CurrencyCode.meta({ description: 'Of the invoice' }),
    period: z.enum(['month', 'quarter']),
    closes_after_days: z.number().int().min(0).max(60).meta({
      description:
        'A period is closed by what was posted up to so many days after its end; what comes later is an adjustment',
    }),
    parts: z.array(Part).min(1).max(5).meta({ description: 'Added up; more than one is a hybrid' }),
    minimum_minor: minor.meta({ description: 'The least that a period comes to' }),
    rounding: z.enum(['half_even', 'half_up', 'down']),
  })
  .meta({ id: 'RoyaltyContract' });
export type RoyaltyContract = z.infer<typeof RoyaltyContract>;
export type RoyaltyPart = RoyaltyContract['parts'][number];

/** A rate of exchange: so many of `quote` for one of `base`, in major units. */
export const FxRate = z
  .strictObject({
    base: CurrencyCode,
    quote: CurrencyCode,
    day: Day,
    rate: Decimal,
    source: z.string().min(1).max(100),
    entered_on: Day.meta({
      description: 'Set by the gateway: a rate that is entered later changes nothing that was closed',
    }),
  })
  .meta({ id: 'FxRate' });
export type FxRate = z.infer<typeof FxRate>;

/** A billing period by name. */
export const BillingPeriod = z
  .string()
  .regex(/^\d{4}-(Q[1-4]|(0[1-9]|1[0-2]))$/, 'must be a period such as 2026-Q1 or 2026-01');

const Step = z.strictObject({
  name: z.string(),
  amount: z.string().meta({ description: 'Exact, in minor units' }),
});

/** What a period came to by one version of a contract, with every step. */
export const RoyaltyStatement = z
  .strictObject({
    period: BillingPeriod,
    from: Day,
    to: Day,
    posted_until: Day,
    contract_version: z.number().int(),
    figures: z.array(
      z.strictObject({
        currency: CurrencyCode,
        spins_total: z.number().int(),
        eligible_spins: z.number().int(),
        free_spins: z.number().int(),
        turnover_minor: signed,
        ggr_minor: signed,
        jackpot_contrib_minor: signed,
        bonus_cost_minor: signed,
        netwin_minor: signed,
        fx: FxRate.nullable().meta({ description: 'Null for the currency of the invoice' }),
      }),
    ),
    steps: z.array(Step),
    due_minor: signed,
    remainder: z
      .string()
      .meta({ description: 'What rounding left out or added: exact − due, in minor units' }),
  })
  .meta({ id: 'RoyaltyStatement' });
export type RoyaltyStatement = z.infer<typeof RoyaltyStatement>;

/** An invoice: a period as it was closed, and what earlier periods have come to since they were. Never edited. */
export const Invoice = z
  .strictObject({
    format: z.literal('roundgate.invoice/1'),
    contract: RoyaltyContract,
    status: z.enum(['provisional', 'final']).meta({ description: 'Final once its period is closed' }),
    statement: RoyaltyStatement,
    adjustments: z.array(
      z.strictObject({
        period: BillingPeriod,
        invoiced_minor: signed.meta({ description: 'What it had come to when it was last invoiced' }),
        now_minor: signed,
        adjustment_minor: signed,
        statement: RoyaltyStatement,
      }),
    ),
    total_minor: signed,
    digest: Sha256Hex.meta({ description: 'SHA-256 of the canonical JSON of all the rest' }),
  })
  .meta({ id: 'Invoice' });
export type Invoice = z.infer<typeof Invoice>;
