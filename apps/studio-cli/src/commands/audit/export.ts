import { type CloudEvent, OPERATIONS } from '@roundgate/contract';
import { EVENT_FORMATS, eventHead, eventLine } from '../../audit/event-formats.ts';
import { defineCommand } from '../../cli/command.ts';
import { misused } from '../../cli/failure.ts';
import { writeOut } from '../../cli/write-out.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

/** `roundgate audit export`: stored events by player, round, operator and period, for whoever asks. */
export const exportEvents = defineCommand({
  name: 'audit export',
  summary: 'Write stored events by player, round, operator or period, as NDJSON or CSV.',
  options: {
    out: { value: 'FILE', help: 'where to', required: true },
    format: { value: 'csv', help: `${EVENT_FORMATS.join(' or ')} (ndjson: CloudEvents)` },
    operator: { value: 'op-…', help: 'whose events; an operator sees only its own' },
    player: { value: 'p-…', help: 'of this player' },
    round: { value: 'rnd-…', help: 'of this round' },
    from: { value: 'DAY', help: 'from this UTC day on, such as 2026-01-01; needed without a player' },
    to: { value: 'DAY', help: 'up to this UTC day, included' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate audit export --from 2026-01-01 --to 2026-01-31 --format csv --out january.csv --edge https://edge.example --key-id operator-1 --secret-file operator.secret',
  async run({ options, json, terminal }) {
    const format = EVENT_FORMATS.find((one) => one === (options.format ?? 'ndjson'));
    if (!format)
      throw misused('--format', `"${options.format}" is none`, `give ${EVENT_FORMATS.join(' or ')}`);
    const client = connect(options, terminal, json);
    const { operator, player, round, from, to } = options;
    const asked = { operator_id: operator, player_id: player, round_id: round, from, to };
    const lines: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: { events: CloudEvent[]; next: string | null } = await client.call(
        callOf(OPERATIONS.exportEvents, { label: 'events', query: { ...asked, cursor } }),
      );
      lines.push(...page.events.map((event) => eventLine(format, event)));
      cursor = page.next;
    }
    writeOut(options.out, eventHead(format) + lines.join(''));
    return {
      facts: { out: options.out, format, events: lines.length },
      lines: [`✓ ${lines.length} events written to ${options.out}`],
    };
  },
});
