import { z } from 'zod';
import { Timestamp } from './ids.ts';
import { RoundResult } from './rounds.ts';
import { PLAYED } from './sessions.ts';

/** A recorded round as the loader shows it again: nobody plays, nothing is staked, nothing is paid (spec R4). */
export const ReplayInfo = z
  .strictObject({
    ...PLAYED,
    result: RoundResult.meta({ description: 'As the game server has drawn it again just now' }),
    accepted_at: Timestamp,
    closed_at: Timestamp,
  })
  .meta({ id: 'ReplayInfo' });
export type ReplayInfo = z.infer<typeof ReplayInfo>;
