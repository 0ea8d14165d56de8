import type { ReportDimension, ReportLine } from '@roundgate/contract';
import { createBillingStore } from '../adapters/billing-store.ts';
import { createReportStore } from '../adapters/report-store.ts';
import { RateMissingError } from '../domain/billing/fx.ts';
import { coveredPeriod, withRoyalties } from '../domain/billing/royalty-lines.ts';
import type { TotalsQuestion } from '../domain/reporting/report-statement.ts';
import type { RequestContext } from './context.ts';

/** Adds what contracts ask for to a report that covers a billing period exactly; any other stays as it is. */
export async function addRoyalties(
  lines: readonly ReportLine[],
  question: TotalsQuestion,
  { env, config }: RequestContext,
): Promise<readonly ReportLine[]> {
  const { from, to, groupBy } = question;
  if (!coveredPeriod(from, to, 'month') && !coveredPeriod(from, to, 'quarter')) return lines;
  const store = createBillingStore(env.REPORTS);
  const versions = await store.contracts(question.operatorId);
  if (versions.length === 0) return lines;
  const fine: readonly ReportDimension[] = [...new Set([...groupBy, 'operator_id', 'game_id'] as const)];
  const rows = await createReportStore(env.REPORTS).totals({ ...question, groupBy: fine });
  if (!rows) return lines;
  const placed = rows.map((row) => ({
    ...row,
    studio_id: config.studioOfGame(row.game_id)?.studio_id ?? null,
  }));
  try {
    return withRoyalties(lines, placed, { from, to, groupBy }, { versions, rates: await store.rates() });
  } catch (error) {
    // Without a rate nobody knows what is due; the figures themselves need none.
    if (error instanceof RateMissingError) return lines;
    throw error;
  }
}
