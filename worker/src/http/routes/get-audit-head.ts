import type { OPERATIONS } from '@roundgate/contract';
import { publicKeyOf } from '../../auth/signer.ts';
import { signHead } from '../../use-cases/seal-archive.ts';
import { sealTools } from '../audit-desk.ts';
import type { HandlerOf } from '../bind.ts';

/** Signs where the archive ends at this moment. */
export const getAuditHead: HandlerOf<typeof OPERATIONS.getAuditHead> = async (_, { env, config }) => ({
  head: await signHead(sealTools(env, config)),
  keys: { keys: await publicKeyOf(config.auditKey) },
});
