import { type HeldLine, type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { csvTable } from '@roundgate/contract/reporting';
import { createReportStore } from '../../adapters/report-store.ts';
import type { HandlerOf } from '../bind.ts';
import { csvAnswer } from '../csv-answer.ts';
import { reportScope } from '../report-scope.ts';

const COLUMNS = [
  ...['operator_id', 'game_id', 'currency', 'rounds', 'stake_minor', 'owed_minor', 'oldest'],
] as const satisfies readonly (keyof HeldLine)[];

/** Tells the money that stands in interrupted rounds. */
export const getHeldFunds: HandlerOf<typeof OPERATIONS.getHeldFunds> = async (
  { query, partner },
  { env, config, nowMs },
) => {
  const { operatorId, games } = reportScope(query, partner, config);
  const lines = await createReportStore(env.REPORTS).held(operatorId, games);
  if (query.format === 'csv') return csvAnswer('held.csv', csvTable(COLUMNS, lines));
  return { made_at: toTimestamp(nowMs), lines: [...lines] };
};
