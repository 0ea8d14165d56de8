import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';

/** Sets the flags of one of the operator's own players; the next spin meets them. */
export const pushRgFlags: HandlerOf<typeof OPERATIONS.pushRgFlags> = async (
  { params, body, partner },
  { env },
) => {
  await playerObject(env, partner.id, params.player_id).setFlags(
    partner.id,
    params.player_id,
    body.rg_flags,
    body.reason,
  );
  return { player_id: params.player_id, rg_flags: body.rg_flags };
};
