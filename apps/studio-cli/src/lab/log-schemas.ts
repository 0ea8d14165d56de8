import { BusEvent, ChainedEvent, GameEvent, OPERATIONS, RoundReceipt } from '@roundgate/contract';
import { z } from 'zod';

/** JSON Schemas of what is logged of a round: its steps, its events, the chain that holds them, and what a replay shows. */
export const logSchemas = (): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries({
      game_event: GameEvent,
      bus_event: BusEvent,
      chained_event: ChainedEvent,
      rgs_spin: OPERATIONS.rgsSpin.response,
      rgs_replay: OPERATIONS.rgsReplay.response,
      round_receipt: RoundReceipt,
      rgs_seeds: OPERATIONS.rgsListSeeds.response,
    }).map(([name, schema]) => [name, z.toJSONSchema(schema, { unrepresentable: 'any' })]),
  );
