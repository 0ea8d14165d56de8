import { GameId, RtpProfile } from '@roundgate/contract';
import { z } from 'zod';

/** The largest single pay, in units of the bet it multiplies. */
export const MAX_PAY = 1_000_000;
const MAX_MULTIPLIER = 1_000;

const symbolId = z.string().min(1).max(40);
const multiplier = z.number().int().min(1).max(MAX_MULTIPLIER);
const unit = z.enum(['total', 'line']);
const byCount = <T extends z.ZodType>(value: T) =>
  z.record(z.string().regex(/^[1-9][0-9]?$/, 'must be a count such as 3'), value);
const pays = byCount(z.number().int('must be an integer').min(0).max(MAX_PAY));
const payTable = z.record(symbolId, pays);
const strip = z.array(symbolId).min(1).max(500);
const strips = z.array(strip).min(1).max(10);

const Wild = z.strictObject({
  excludes: z.array(symbolId).default([]),
  multiplier: multiplier.default(1),
});

const SpecialSymbol = z.strictObject({
  wild: Wild.optional(),
  scatter: z.literal(true).optional(),
});

const FreeSpins = z.strictObject({
  symbol: symbolId,
  awards: byCount(z.number().int().min(1).max(500)),
  multiplier: multiplier.default(1),
  reels: z.string().default('base'),
  retrigger: z.boolean().default(false),
});

const Bonus = z.strictObject({
  symbol: symbolId,
  reels: z.array(z.number().int().min(0)).min(1),
  onLine: z.boolean(),
  prizes: z
    .array(
      z.strictObject({
        pay: z.number().int().min(0).max(MAX_PAY),
        weight: z.number().int().min(1).max(1_000_000),
      }),
    )
    .min(1)
    .max(200),
  unit: unit.default('line'),
});

/** The shape of a `roundgate.slot-model/1` document; the rules between its parts are in `model-rules.ts`. */
export const SlotModelShape = z.strictObject({
  format: z.literal('roundgate.slot-model/1'),
  game_id: GameId,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be like 1.2.3'),
  rtp_profile: RtpProfile,
  rows: z.number().int().min(1).max(10),
  reels: z.record(z.string().min(1).max(20), strips),
  symbols: z.record(symbolId, SpecialSymbol).default({}),
  lines: z
    .array(z.array(z.number().int().min(0)))
    .min(1)
    .max(200),
  linePays: payTable.default({}),
  scatterPays: payTable.default({}),
  scatterUnit: unit.default('total'),
  freeSpins: FreeSpins.optional(),
  bonus: Bonus.optional(),
  maxWin: z.number().int().min(1).max(10_000_000).optional(),
});

/** All of a slot's maths, with every default filled in. */
export type SlotModel = z.infer<typeof SlotModelShape>;

/** JSON Schema (2020-12) of a model file, for editors and the lab package. */
export const slotModelJsonSchema = (): unknown => z.toJSONSchema(SlotModelShape, { io: 'input' });
