import { SessionInfo } from '../sessions.ts';
import { PLAYER_PROBLEMS, SAMPLE_SESSION } from './common.ts';
import { operation } from './operation.ts';

/** The player's own session: market, balance, open and last round. */
export const getSession = operation({
  id: 'getSession',
  server: 'gateway',
  method: 'GET',
  path: '/v1/session',
  auth: 'player',
  summary: 'Read the session, its market rules and its balance',
  response: SessionInfo,
  problems: PLAYER_PROBLEMS,
  examples: { response: SAMPLE_SESSION },
});
