import { z } from 'zod';
import { PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

const ms = (description: string) => z.number().int().min(0).nullable().meta({ description });

/** How the event bus does (spec E1: on the bus in < 60 s). */
export const getBusMetrics = operation({
  id: 'getBusMetrics',
  server: 'gateway',
  method: 'GET',
  path: '/v1/bus/metrics',
  auth: 'platform',
  summary: 'Age of the oldest unpublished event, ages at arrival, and what the ledger shards had to repair',
  response: z.object({
    oldest_unpublished_ms: ms(
      'Age of the oldest event that is not in the write-once store yet, as far as is known',
    ),
    queue: z
      .object({ messages: z.number().int().min(0), oldest_ms: ms('Age of the oldest message') })
      .nullable(),
    ages: z.object({
      events: z.number().int().min(0),
      p50_ms: ms('Half of the events of the last day reached the ledger within this'),
      p999_ms: ms('99.9 % of them did'),
      max_ms: ms('All of them did'),
    }),
    events: z.number().int().min(0).meta({ description: 'Events applied, ever' }),
    duplicates_skipped: z.number().int().min(0),
    gaps_pulled: z.number().int().min(0),
    waiting_for_store: z.number().int().min(0),
  }),
  problems: [...PARTNER_PROBLEMS],
  examples: {
    response: {
      oldest_unpublished_ms: 12_000,
      queue: { messages: 3, oldest_ms: 900 },
      ages: { events: 120_000, p50_ms: 27_000, p999_ms: 39_000, max_ms: 44_000 },
      ...{ events: 9_120_000, duplicates_skipped: 12, gaps_pulled: 1, waiting_for_store: 210 },
    },
  },
});
