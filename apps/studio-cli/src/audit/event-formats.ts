import type { CloudEvent } from '@roundgate/contract';
import { csvRow } from '@roundgate/contract/reporting';

/** The forms in which events leave. */
export const EVENT_FORMATS = ['ndjson', 'csv'] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];

const COLUMNS = [
  ...[
    'source',
    'seq',
    'time',
    'postedat',
    'type',
    'operator_id',
    'player_id',
    'session_id',
    'game_id',
    'build_hash',
  ],
  ...[
    'rtp_profile',
    'round_id',
    'spin_id',
    'spin_type',
    'currency',
    'stake_minor',
    'win_minor',
    'amount_minor',
  ],
  ...['jackpot_id', 'name', 'count', 'code', 'text', 'id', 'prevhash', 'hash'],
  // Added later, and so behind what readers by position know.
  ...['grant_id', 'campaign_id', 'arm', 'tournament_id', 'rank'],
] as const;
type Column = (typeof COLUMNS)[number];

/** The cells of an event; a column that its type does not have stays empty. */
function cellsOf(event: CloudEvent): Partial<Record<Column, string | number | null | undefined>> {
  const { data } = event;
  const money =
    data.type === 'spin_finished'
      ? {
          currency: data.stake.currency,
          stake_minor: data.stake.amount_minor,
          win_minor: data.win.amount_minor,
        }
      : 'amount' in data
        ? { currency: data.amount.currency, amount_minor: data.amount.amount_minor }
        : {};
  const text =
    'detail' in data
      ? data.detail
      : 'reason' in data
        ? data.reason
        : 'refused' in data
          ? data.refused
          : undefined;
  const { source, seq, time, postedat, id, prevhash, hash } = event;
  return { ...data, ...money, text, source, seq, time, postedat, id, prevhash, hash, type: data.type };
}

/** What stands above the events of a form. */
export const eventHead = (format: EventFormat): string => (format === 'csv' ? csvRow(COLUMNS) : '');

/** One event in a form. NDJSON keeps the envelope whole. */
export function eventLine(format: EventFormat, event: CloudEvent): string {
  if (format === 'ndjson') return `${JSON.stringify(event)}\n`;
  const cells = cellsOf(event);
  return csvRow(COLUMNS.map((column) => cells[column]));
}
