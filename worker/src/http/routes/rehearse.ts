import { type Operation, PlayerId, RgView, SessionId } from '@roundgate/contract';
import { z } from 'zod';
import { REHEARSALS } from '../../domain/rg/rehearse.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

const request = z.strictObject({
  player_id: PlayerId,
  session_id: SessionId,
  rehearse: z.enum(REHEARSALS),
});

/** Not a part of the contract: offered only by a gateway that is a sandbox. */
export const REHEARSE = {
  id: 'rehearse',
  server: 'gateway',
  method: 'POST',
  path: '/sandbox/v1/rg',
  auth: 'operator',
  summary: 'Make a rule of responsible gaming fall due now',
  request,
  response: RgView,
  problems: ['SESSION_NOT_FOUND', 'SESSION_ENDED', 'RG_BLOCKED'],
  examples: { response: {} as z.input<typeof RgView> },
} satisfies Operation<typeof request, typeof RgView>;

/** Makes a rule fall due in a session of one of the operator's own players. */
export const rehearse: HandlerOf<typeof REHEARSE> = async ({ body, partner }, { env }) => {
  const object = playerObject(env, partner.id, body.player_id);
  const reply = await object.rehearse(body.session_id, body.rehearse);
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
};
