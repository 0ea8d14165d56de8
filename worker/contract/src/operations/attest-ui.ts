import { z } from 'zod';
import { UiElement, UiEvidence } from '../rg.ts';
import { BODY_PROBLEMS, PLAYER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

/** The loader says what of the market's label and warnings was seen; rounds are refused before it (spec M3). */
export const attestUi = operation({
  id: 'attestUi',
  server: 'gateway',
  method: 'POST',
  path: '/v1/session/ui-evidence',
  auth: 'player',
  summary: "Attest that the market's label and warnings are shown",
  request: z.strictObject({ evidence: z.array(UiEvidence).min(1).max(20) }),
  response: z.object({ complete: z.boolean(), missing: z.array(UiElement) }),
  problems: [...PLAYER_PROBLEMS, ...BODY_PROBLEMS, 'RG_BLOCKED'],
  examples: {
    request: { evidence: [{ element: 'age_label', seen: 'visible', ratio: 1, for_ms: 1200 }] },
    response: { complete: false, missing: ['warnings'] },
  },
});
