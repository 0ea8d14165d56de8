import { canonicalJson, type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { createBillingStore } from '../../adapters/billing-store.ts';
import { contractFaults } from '../../domain/billing/contract-rules.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** Enters the next version of a contract, once. */
export const putContract: HandlerOf<typeof OPERATIONS.putContract> = async (
  { body, partner },
  { env, config, nowMs },
) => {
  const { contract_id, version, game_ids, studio_id, operator_id } = body;
  const store = createBillingStore(env.REPORTS);
  const earlier = await store.versions(contract_id);
  const same = earlier.find((one) => one.version === version);
  if (same) {
    if (canonicalJson(same) !== canonicalJson(body))
      throw new ProblemError('IDEMPOTENCY_CONFLICT', { detail: `version ${version} has other content` });
    return { contract_id, version, already_there: true };
  }
  const games = config.studio(studio_id)?.game_ids ?? [];
  const strange = game_ids.filter((game) => !games.includes(game));
  const faults = [
    ...contractFaults(earlier, body, toTimestamp(nowMs).slice(0, 10)),
    ...strange.map((game) => ({ field: 'game_ids', message: `${game} is not a game of ${studio_id}` })),
    ...(config.operator(operator_id) ? [] : [{ field: 'operator_id', message: 'is not configured' }]),
  ];
  if (faults.length > 0) throw new ProblemError('VALIDATION_FAILED', { errors: faults });
  if (!(await store.add(body, partner.keyId, toTimestamp(nowMs))))
    throw new ProblemError('IDEMPOTENCY_CONFLICT', {
      detail: `version ${version} was entered at this moment`,
    });
  return { contract_id, version, already_there: false };
};
