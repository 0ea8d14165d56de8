import { OPERATIONS, REPORT_COLUMNS, REPORT_DIMENSIONS, type ReportLine } from '@roundgate/contract';
import { csvTable } from '@roundgate/contract/reporting';
import { defineCommand } from '../../cli/command.ts';
import { misused } from '../../cli/failure.ts';
import { writeOut } from '../../cli/write-out.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

/** `roundgate reports activity`: what was played and what it came to. */
export const activity = defineCommand({
  name: 'reports activity',
  summary: 'Write spins, turnover, GGR, NetWin and royalty of a period to a file, as CSV or JSON.',
  options: {
    from: { value: 'DAY', help: 'first UTC day', required: true },
    to: { value: 'DAY', help: 'last UTC day, included', required: true },
    out: { value: 'FILE', help: 'where to', required: true },
    by: { value: 'NAMES', help: `some of ${REPORT_DIMENSIONS.join(',')} (operator_id,game_id)` },
    format: { value: 'csv', help: 'csv or json (csv)' },
    'posted-until': { value: 'DAY', help: 'only what was known at the end of this day' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate reports activity --from 2026-01-01 --to 2026-03-31 --by game_id,day --out q1.csv --edge https://edge.example --key-id operator-1 --secret-file operator.secret',
  async run({ options, json, terminal }) {
    const { from, to, out, by, format = 'csv' } = options;
    if (format !== 'csv' && format !== 'json')
      throw misused('--format', `"${format}" is none`, 'give csv or json');
    const client = connect(options, terminal, json);
    const query = { from, to, group_by: by, posted_until: options['posted-until'] };
    const report: { lines: ReportLine[] } = await client.call(
      callOf(OPERATIONS.getReport, { label: `report of ${from} to ${to}`, query }),
    );
    writeOut(
      out,
      format === 'csv' ? csvTable(REPORT_COLUMNS, report.lines) : `${JSON.stringify(report, null, 2)}\n`,
    );
    const active = report.lines.filter((line) => line.activity).length;
    return {
      facts: { out, format, lines: report.lines.length, active },
      lines: [`✓ ${report.lines.length} lines, ${active} of them with activity → ${out}`],
    };
  },
});
