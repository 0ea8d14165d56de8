import { AccessToken } from '../sessions.ts';
import { PLAYER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The loader renews its player token before it expires, while the session lasts (spec A2). */
export const refreshToken = operation({
  id: 'refreshToken',
  server: 'gateway',
  method: 'POST',
  path: '/v1/token/refresh',
  auth: 'player',
  summary: 'Renew the player token',
  response: AccessToken,
  problems: [...PLAYER_PROBLEMS, 'RG_BLOCKED'],
  examples: { response: { access_token: 'eyJ', token_type: 'Bearer', expires_at: SAMPLE.later } },
});
