import { Day, OPERATIONS, type ReportLine } from '@roundgate/contract';
import { verifyArchive } from '@roundgate/contract/audit';
import type { Figures } from '@roundgate/contract/reporting';
import { ArchiveFolder, openArchive, readKeys } from '../../audit/archive-folder.ts';
import { sha256Hex } from '../../audit/judge-player.ts';
import { copyArchive } from '../../audit/read-archive.ts';
import { checkShape } from '../../build/read-json.ts';
import { defineCommand } from '../../cli/command.ts';
import { EXIT, Failure } from '../../cli/failure.ts';
import type { EdgeClient } from '../../edge/client.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';
import { compare, FULL, lineId, recompute } from '../../reports/recompute.ts';

const MAX_TOLD = 20;
const DAY_MS = 86_400_000;

/** Reads the report day by day, in its finest lines: what was posted up to a day. */
async function readReport(
  client: EdgeClient,
  days: readonly string[],
  postedUntil: string,
): Promise<Map<string, Figures>> {
  const lines = new Map<string, Figures>();
  for (const day of days) {
    const query = {
      from: day,
      to: day,
      group_by: FULL.join(','),
      posted_until: postedUntil,
      no_activity: 'hide',
    };
    const call = callOf(OPERATIONS.getReport, { label: `report of ${day}`, query });
    const answer: { lines: ReportLine[] } = await client.call(call);
    for (const line of answer.lines) lines.set(lineId(line), line);
  }
  return lines;
}

const dayBefore = (utcMs: number): string => new Date(utcMs - DAY_MS).toISOString().slice(0, 10);

/** From the first to the last day of either side, so that a line that only the report has is met too. */
function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += DAY_MS)
    days.push(new Date(ms).toISOString().slice(0, 10));
  return days;
}

/** `roundgate reports reconcile`: adds the write-once record up anew and holds the reports against it, to the unit. */
export const reconcile = defineCommand({
  name: 'reports reconcile',
  summary: 'Recompute every figure from the write-once record and hold the reports against it, to the unit.',
  options: {
    export: {
      value: 'DIR',
      help: 'where the copy of the record is, or is made; what is there is kept',
      required: true,
    },
    until: {
      value: 'DAY',
      help: 'what was posted up to this UTC day (yesterday; today moves while it is read)',
    },
    from: { value: 'DAY', help: 'first day of the report that is read (the first of the record)' },
    keys: { value: 'FILE', help: 'the audit keys as you got them from the platform' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate reports reconcile --export archive --edge https://edge.example --key-id compliance-1 --secret-file desk.secret',
  async run({ options, json, terminal }) {
    const asDay = (text: string, where: string) =>
      checkShape(Day, text, where, 'give a day such as 2026-01-31');
    const until = options.until === undefined ? dayBefore(terminal.nowMs()) : asDay(options.until, '--until');
    const client = connect(options, terminal, json);
    await client.call(callOf(OPERATIONS.sealAudit, { label: 'a manifest', body: {} }));
    await copyArchive(client, new ArchiveFolder(options.export));
    const keys = readKeys(options.keys ?? `${options.export}/keys.json`);
    const archive = openArchive(options.export, keys, []);
    const { faults, events } = await verifyArchive(archive, sha256Hex);
    if (faults.length > 0)
      throw new Failure(
        EXIT.refused,
        faults
          .slice(0, MAX_TOLD)
          .map(({ where, what }) => ({ where, what, mend: 'the record itself is not whole' })),
      );
    const stored = recompute(archive, until);
    const first =
      options.from === undefined ? [...stored.keys()].sort()[0]?.slice(0, 10) : asDay(options.from, '--from');
    const days = daysBetween(first ?? until, until);
    const inside = new Map([...stored].filter(([id]) => id.slice(0, 10) >= (days[0] ?? '')));
    const reported = await readReport(client, days, until);
    const differences = compare(inside, reported);
    if (differences.length > 0)
      throw new Failure(
        EXIT.refused,
        differences.slice(0, MAX_TOLD).map(({ line, figure, stored: left, reported: right }) => ({
          where: line,
          what: `${figure} is ${right} in the report and ${left} in the record`,
          mend: 'the record is right: open an incident, worker/docs/reports.md',
        })),
      );
    return {
      facts: { until, days: days.length, events, lines: inside.size, differences: 0, equal: true },
      lines: [
        `✓ ${events} events, whole`,
        `✓ ${inside.size} lines of ${days.length} days up to ${until}, equal to the unit`,
      ],
    };
  },
});
