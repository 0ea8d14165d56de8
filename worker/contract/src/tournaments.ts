import { z } from 'zod';
import { FreeSpinCount } from './free-spins.ts';
import { GameId, GrantId, PlayerId, Timestamp, TournamentId } from './ids.ts';
import { CURRENCIES, type Currency, MAX_AMOUNT_MINOR } from './money.ts';

/** The most places that a tournament pays. */
export const MAX_PRIZES = 200;

const amountMinor = z.number().int().min(1).max(MAX_AMOUNT_MINOR);

/**
 * What a spin scores (spec F2). `sum_win`, `sum_stake`: minor units, added up. `spins`: how many. `best_multiplier`: the
 * best win in hundredths of its stake. `streak`: the longest run of spins in a row that won something.
 */
export const TournamentMetric = z.enum(['sum_win', 'sum_stake', 'spins', 'best_multiplier', 'streak']);
export type TournamentMetric = z.infer<typeof TournamentMetric>;

/**
 * Which spins count. `cash`: every cash spin of the session's game from the moment of joining, of a stake that is not
 * below `min_stake_minor`. `packet`: the `count` spins of a packet that is given with the entry; they are of
 * `spin_type` `tournament`, cost their player nothing, and their wins are paid.
 */
export const TournamentEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cash'), min_stake_minor: amountMinor }),
  z.strictObject({ kind: z.literal('packet'), count: FreeSpinCount, bet_minor: amountMinor }),
]);
export type TournamentEntry = z.infer<typeof TournamentEntry>;

/**
 * What is paid. `ranks`: the places of the final table, the first first: a tournament. `target`: the same amount to
 * everybody whose score reaches it, as soon as it does: a mission.
 */
export const TournamentPrize = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ranks'), amounts_minor: z.array(amountMinor).min(1).max(MAX_PRIZES) }),
  z.strictObject({
    kind: z.literal('target'),
    target: z.number().int().min(1).max(MAX_AMOUNT_MINOR),
    amount_minor: amountMinor,
  }),
]);
export type TournamentPrize = z.infer<typeof TournamentPrize>;

/** A suspicion from 0, a person for all that is seen, to 100. */
const suspicion = z.number().int().min(0).max(100);

/** What is done about play that looks automatic: from `review_at` on a prize waits for a person, from `exclude_at` on there is none. */
export const AntiBotRules = z.strictObject({ review_at: suspicion.min(1), exclude_at: suspicion.min(1) });
export type AntiBotRules = z.infer<typeof AntiBotRules>;

const rules = {
  name: z
    .string()
    .min(1)
    .max(60)
    .meta({ description: 'As players read it, in the language of the operator' }),
  game_ids: z.array(GameId).min(1).max(20),
  currency: z.enum(Object.keys(CURRENCIES) as [Currency, ...Currency[]]),
  starts_at: Timestamp,
  ends_at: Timestamp.meta({
    description: 'A round that is accepted before it counts, whenever it is settled',
  }),
  metric: TournamentMetric,
  entry: TournamentEntry,
  prize: TournamentPrize,
  anti_bot: AntiBotRules,
};
/** The rules of a tournament or mission. They never change: what players were promised is what is paid (spec F2). */
export const TournamentRules = z.strictObject(rules);
export type TournamentRules = z.infer<typeof TournamentRules>;

/** Where a tournament is: by the clock, until it is closed or called off. `closing` waits for rounds under way. */
export const TournamentState = z.enum(['scheduled', 'running', 'closing', 'final', 'cancelled']);
export type TournamentState = z.infer<typeof TournamentState>;

/** A tournament or mission as its operator sees it. */
export const TournamentView = z
  .object({
    tournament_id: TournamentId,
    ...rules,
    state: TournamentState,
    players: z.number().int().min(0),
    at: Timestamp,
  })
  .meta({ id: 'TournamentView' });
export type TournamentView = z.infer<typeof TournamentView>;

/** A sign that a machine plays, with what it was read from. */
export const BotSignal = z.object({
  signal: z.enum(['interval_regularity', 'impossible_speed', 'parallel_sessions', 'automation_hint']),
  points: suspicion,
  detail: z.string().max(200),
});
export type BotSignal = z.infer<typeof BotSignal>;

/** How an entry stands beside its score: `review` waits for a person, `excluded` is ranked no more. */
export const EntryStatus = z.enum(['ranked', 'review', 'excluded']);
export type EntryStatus = z.infer<typeof EntryStatus>;

const place = {
  rank: z.number().int().min(1).nullable().meta({ description: 'Null for an entry that is not ranked' }),
  alias: z.string().max(20).meta({ description: 'The name under which others see the player' }),
  score: z.number().int().min(0),
};

/** A row of the table as players see it. */
export const TablePlace = z.strictObject(place);
export type TablePlace = z.infer<typeof TablePlace>;

/** The live table as it is pushed and read: the best places, and the reader's own when a player reads it. */
export const TournamentTable = z
  .strictObject({
    tournament_id: TournamentId,
    state: TournamentState,
    players: z.number().int().min(0),
    places: z.array(TablePlace).max(50),
    you: TablePlace.nullable(),
    at: Timestamp,
  })
  .meta({ id: 'TournamentTable' });
export type TournamentTable = z.infer<typeof TournamentTable>;

/** An entry as its operator sees it: whose it is, what it rests on, and why it may not be paid. */
export const TournamentRow = z
  .object({
    ...place,
    player_id: PlayerId,
    spins: z.number().int().min(0).meta({ description: 'Spins that counted' }),
    reached_at: Timestamp.nullable().meta({
      description: 'When the score was reached: the earlier is ahead',
    }),
    status: EntryStatus,
    suspicion,
    signals: z.array(BotSignal),
    prize_minor: z.number().int().min(0),
    award: z.enum(['none', 'withheld', 'owed', 'given']).meta({
      description:
        "Its prize: none, waits for a person, is to be handed over, or is with the player's own record, which pays it",
    }),
    late_rounds: z.number().int().min(0).meta({ description: 'Rounds that were not settled at the close' }),
    chain: z
      .object({ seq: z.number().int().min(0), hash: z.string() })
      .nullable()
      .meta({ description: "The end of the player's chain at the close: the score counts up to there" }),
  })
  .meta({ id: 'TournamentRow' });
export type TournamentRow = z.infer<typeof TournamentRow>;

/** The payload type of a signed final table. */
export const FINAL_TABLE_PAYLOAD_TYPE = 'application/vnd.roundgate.tournament-table+json';

/** What is signed at the close: the rules and every entry, as they were when the last one had settled. */
export const FinalTable = z
  .object({
    format: z.literal('roundgate.tournament-table/1'),
    operator_id: z.string(),
    tournament_id: TournamentId,
    rules: TournamentRules,
    closed_at: Timestamp,
    rows: z.array(TournamentRow.omit({ award: true })),
  })
  .meta({ id: 'FinalTable' });
export type FinalTable = z.infer<typeof FinalTable>;

/** A tournament or mission as a player may see and join it in a session. */
export const SessionTournament = z
  .strictObject({
    tournament_id: TournamentId,
    name: rules.name,
    metric: TournamentMetric,
    currency: rules.currency,
    entry: TournamentEntry,
    prize: TournamentPrize,
    starts_at: Timestamp,
    ends_at: Timestamp,
    state: TournamentState,
    players: z.number().int().min(0),
    joined: z
      .strictObject({
        score: z.number().int().min(0),
        grant_id: GrantId.nullable().meta({
          description: 'The packet whose spins count, where there is one',
        }),
        award_minor: z
          .number()
          .int()
          .min(0)
          .nullable()
          .meta({ description: 'What was paid for it; null as long as nothing was' }),
      })
      .nullable(),
  })
  .meta({ id: 'SessionTournament' });
export type SessionTournament = z.infer<typeof SessionTournament>;

/** What a table's feed sends. */
export const TableMessage = z.strictObject({ type: z.literal('table'), table: TournamentTable });
export type TableMessage = z.infer<typeof TableMessage>;
