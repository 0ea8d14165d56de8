import { z } from 'zod';
import { JackpotId } from '../jackpots.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';

/** The rules of a small meter: half of one per cent of each stake, a tenth of it for the next seed. */
export const SAMPLE_JACKPOT_RULES = {
  game_ids: [SAMPLE.game],
  currency: 'EUR' as const,
  seed_minor: 100_000,
  contribution_ppm: 5_000,
  reserve_ppm: 100_000,
  trigger: { kind: 'random' as const, one_in_minor: 50_000_000 },
};

export const SAMPLE_JACKPOT_ID = 'night-market.grand';

/** The same meter after a while. */
export const SAMPLE_JACKPOT = {
  jackpot_id: SAMPLE_JACKPOT_ID,
  ...SAMPLE_JACKPOT_RULES,
  state: 'running' as const,
  run: 1,
  totals: {
    ...{ contributed_minor: 5_000, seeds_minor: 100_000, meter_minor: 104_500 },
    ...{ reserve_minor: 500, paid_minor: 0 },
  },
  one_in_minor: 50_000_000,
  balanced: true,
  at: SAMPLE.ts,
};

/** Names one meter in a path. */
export const JackpotPath = z.strictObject({ jackpot_id: JackpotId });

/** What an operation on one meter may answer. */
export const JACKPOT_PROBLEMS = [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'JACKPOT_NOT_FOUND'] as const;
