import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { releaseAct } from '../release-act.ts';

/** Returns to a build that was stable before. */
export const rollbackBuild: HandlerOf<typeof OPERATIONS.rollbackBuild> = (
  { params, body, partner },
  context,
) => releaseAct({ act: 'rollback' }, { digest: params.digest, reason: body.reason, partner }, context);
