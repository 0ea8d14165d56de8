import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { releaseAct } from '../release-act.ts';

/** Makes a build the stable one. */
export const promoteBuild: HandlerOf<typeof OPERATIONS.promoteBuild> = ({ params, body, partner }, context) =>
  releaseAct({ act: 'promote' }, { digest: params.digest, reason: body.reason, partner }, context);
