import { type OPERATIONS, REPORT_COLUMNS, type ReportDimension, toTimestamp } from '@roundgate/contract';
import { csvTable } from '@roundgate/contract/reporting';
import { createReportStore } from '../../adapters/report-store.ts';
import { activityLines, daysOf, silentLines, sortLines } from '../../domain/reporting/activity.ts';
import type { HandlerOf } from '../bind.ts';
import { csvAnswer } from '../csv-answer.ts';
import { ProblemError } from '../error-response.ts';
import { addRoyalties } from '../report-royalties.ts';
import { reportScope } from '../report-scope.ts';

const MAX_DAYS = 400;

const wrong = (field: string, message: string): ProblemError =>
  new ProblemError('VALIDATION_FAILED', { errors: [{ field, message }] });

/** Adds up what was played, by what is asked. */
export const getReport: HandlerOf<typeof OPERATIONS.getReport> = async ({ query, partner }, context) => {
  const { env, config, nowMs } = context;
  const { from, to } = query;
  const days = daysOf(query).length;
  if (days < 1) throw wrong('to', 'is before from');
  if (days > MAX_DAYS) throw wrong('to', `is more than ${MAX_DAYS} days after from`);
  const scope = reportScope(query, partner, config);
  const groupBy = query.group_by.split(',') as ReportDimension[];
  const postedUntil = query.posted_until ?? null;
  const { operatorId, games, floor } = scope;
  const question = { from, to, postedUntil, groupBy, operatorId, games };
  const rows = await createReportStore(env.REPORTS).totals(question);
  if (!rows)
    throw wrong('group_by', 'brings more lines than one answer holds: name fewer, or a shorter period');
  const own = config.studios.flatMap(({ studio_id, game_ids }) =>
    game_ids.map((game_id) => ({ game_id, studio_id })),
  );
  const heard = await addRoyalties(activityLines(rows, groupBy, { games: own }), question, context);
  const silent = query.no_activity === 'show' ? silentLines(heard, { from, to, groupBy }, floor) : [];
  const lines = sortLines([...heard, ...silent], groupBy);
  if (query.format === 'csv') return csvAnswer(`activity-${from}-${to}.csv`, csvTable(REPORT_COLUMNS, lines));
  return { made_at: toTimestamp(nowMs), from, to, lines, totals: activityLines(rows, [], { games: own }) };
};
