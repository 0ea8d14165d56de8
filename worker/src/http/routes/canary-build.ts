import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { releaseAct } from '../release-act.ts';

/** Gives a build a share of its game's new sessions. */
export const canaryBuild: HandlerOf<typeof OPERATIONS.canaryBuild> = ({ params, body, partner }, context) =>
  releaseAct(
    { act: 'canary', shareBp: body.share_bp },
    { digest: params.digest, reason: body.reason, partner },
    context,
  );
