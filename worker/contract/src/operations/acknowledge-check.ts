import { z } from 'zod';
import { RgView } from '../rg.ts';
import { BODY_PROBLEMS, PLAYER_PROBLEMS, SAMPLE_RG } from './common.ts';
import { operation } from './operation.ts';

/** The player has read a reality check or a rest; a repeat is harmless (spec G1). */
export const acknowledgeCheck = operation({
  id: 'acknowledgeCheck',
  server: 'gateway',
  method: 'POST',
  path: '/v1/rg/acknowledge',
  auth: 'player',
  summary: 'Acknowledge a reality check or rest',
  request: z.strictObject({ check_id: z.string().min(1).max(80) }),
  response: RgView,
  problems: [...PLAYER_PROBLEMS, ...BODY_PROBLEMS, 'RG_BLOCKED'],
  examples: { request: { check_id: 'rc-1' }, response: SAMPLE_RG },
});
