import {
  type TableMessage,
  type TournamentRow,
  type TournamentRules,
  type TournamentView,
  toTimestamp,
} from '@roundgate/contract';
import { rowOf, type TableEntry, tableOf } from '../domain/tournaments/table-entry.ts';
import { type Decided, stateAt } from '../domain/tournaments/tournament.ts';

/** How many places everybody is shown. */
const PLACES_SHOWN = 20;

/** A tournament as its table is drawn from it. */
interface Named {
  readonly tournamentId: string;
  readonly rules: TournamentRules;
  readonly decided: Decided;
}

/** Where a table is read from. */
interface TableRows {
  read(): Named | undefined;
  all(): TableEntry[];
  count(): number;
}

/** A tournament's table as each of its readers may see it; put in order once for all of them. */
export class TableView {
  readonly #rows: TableRows;
  readonly #now: () => number;
  #table: ReturnType<typeof tableOf> | undefined;

  constructor(rows: TableRows, now: () => number) {
    this.#rows = rows;
    this.#now = now;
  }

  /** To be called when anything has changed. */
  changed(): void {
    this.#table = undefined;
  }

  /** Everybody, the best first. */
  places(): ReturnType<typeof tableOf> {
    const known = this.#rows.read();
    if (!known) return [];
    this.#table ??= tableOf(this.#rows.all(), known.rules, known.decided === 'final');
    return this.#table;
  }

  /** The row of a player, with all that the operator may know. */
  rowOf(playerId: string): TournamentRow | undefined {
    const placed = this.places().find((one) => one.playerId === playerId);
    return placed && rowOf(placed);
  }

  stateOf({ rules, decided }: Named): TournamentView['state'] {
    return stateAt(rules, decided, this.#now());
  }

  /** The tournament itself. */
  viewOf(known: Named): TournamentView {
    const told = { state: this.stateOf(known), players: this.#rows.count(), at: toTimestamp(this.#now()) };
    return { tournament_id: known.tournamentId, ...known.rules, ...told };
  }

  /** What a window is told: the best places by alias, and its own when a player watches. */
  message(playerId: string | null): TableMessage {
    const known = this.#rows.read();
    const table = this.places();
    const placeOf = ({ rank, alias, score }: Pick<TableEntry, 'rank' | 'alias' | 'score'>) => ({
      ...{ rank, alias, score },
    });
    const own = playerId === null ? undefined : table.find((one) => one.playerId === playerId);
    const ranked = table.filter(({ rank }) => rank !== null);
    return {
      type: 'table',
      table: {
        tournament_id: known?.tournamentId ?? '',
        state: known ? this.stateOf(known) : 'cancelled',
        players: table.length,
        places: ranked.slice(0, PLACES_SHOWN).map(placeOf),
        you: own ? placeOf(own) : null,
        at: toTimestamp(this.#now()),
      },
    };
  }
}
