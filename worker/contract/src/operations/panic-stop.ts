import { RgView } from '../rg.ts';
import { PLAYER_PROBLEMS, SAMPLE_RG } from './common.ts';
import { operation } from './operation.ts';

/** The panic button: play is blocked at once, for the hours that the market says (spec G2). */
export const panicStop = operation({
  id: 'panicStop',
  server: 'gateway',
  method: 'POST',
  path: '/v1/rg/panic',
  auth: 'player',
  summary: "Block the player at once for the market's span",
  response: RgView,
  problems: [...PLAYER_PROBLEMS, 'FORBIDDEN'],
  examples: { response: SAMPLE_RG },
});
