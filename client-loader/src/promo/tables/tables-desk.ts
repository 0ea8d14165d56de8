import type { SessionTournament, TournamentTable } from '@roundgate/contract';
import type { Answer, Api } from '../../frame/api.ts';
import { ENDS } from '../ends.ts';

const PATH = '/v1/session/tournaments';
/** How often the list is asked for: new ones are seldom, and what moves comes by the tables' own lines. */
const LIST_MS = 30_000;
/** While a prize is on its way. */
const PRIZE_MS = 3_000;
/** For so long after an end a prize is looked for. */
const PRIZE_WITHIN_MS = 120_000;
/** Tables that are followed at once. */
const MAX_LINES = 6;

/** A line to one live table. */
export interface Line {
  close(): void;
}

/** What the desk needs from outside. */
export interface TablesTools {
  readonly api: Pick<Api, 'call'>;
  /** Milliseconds of a clock that only runs forward. */
  now(): number;
  isHidden(): boolean;
  open(tournamentId: string, onTable: (table: TournamentTable) => void): Line;
  onChange(): void;
}

const isLive = ({ state }: Pick<SessionTournament, 'state'>): boolean =>
  state === 'running' || state === 'closing';

/** The tournaments and missions of one session, and their live tables (spec F2). */
export class TablesDesk {
  readonly #tools: TablesTools;
  readonly #lines = new Map<string, Line>();
  readonly #tables = new Map<string, TournamentTable>();
  readonly #endedMs = new Map<string, number>();
  #list: readonly SessionTournament[] = [];
  #dueMs = 0;
  #asking = false;
  #watchAll = false;
  #stopped = false;

  constructor(tools: TablesTools) {
    this.#tools = tools;
  }

  get list(): readonly SessionTournament[] {
    return this.#list;
  }

  tableOf(tournamentId: string): TournamentTable | undefined {
    return this.#tables.get(tournamentId);
  }

  /** The table's word where there is one: it is newer than the list's. */
  stateOf({ tournament_id, state }: SessionTournament): SessionTournament['state'] {
    return this.#tables.get(tournament_id)?.state ?? state;
  }

  /** The player's score as it was told last; null: not joined. */
  scoreOf({ tournament_id, joined }: SessionTournament): number | null {
    if (!joined) return null;
    return Math.max(joined.score, this.#tables.get(tournament_id)?.you?.score ?? 0);
  }

  /** The player looks at the list: all of its live tables are followed, else only those that were joined. */
  watchAll(on: boolean): void {
    this.#watchAll = on;
    if (on) this.hurry();
    this.#follow();
  }

  /** To be called a few times a second. */
  tick(): void {
    if (this.#stopped || this.#asking || this.#tools.isHidden() || this.#tools.now() < this.#dueMs) return;
    void this.#ask();
  }

  /** Asks at the next tick. */
  hurry(): void {
    this.#dueMs = 0;
  }

  /** Joins; false when that was refused or nobody answered. */
  async join(tournamentId: string): Promise<boolean> {
    const body = { automated: navigator.webdriver === true };
    const answer: Answer<SessionTournament> = await this.#tools.api.call(
      'POST',
      `${PATH}/${tournamentId}/join`,
      body,
    );
    if (answer.ok)
      this.#set(this.#list.map((one) => (one.tournament_id === tournamentId ? answer.body : one)));
    // The line tells the player's own place from when it is opened.
    if (answer.ok) this.#reopen(tournamentId);
    this.hurry();
    return answer.ok;
  }

  /** Follows nothing any more, and asks for nothing. */
  stop(): void {
    this.#stopped = true;
    for (const line of this.#lines.values()) line.close();
    this.#lines.clear();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    const answer = await this.#tools.api.call<{ tournaments: SessionTournament[] }>('GET', PATH);
    this.#asking = false;
    if (!answer.ok && ENDS.has(answer.code)) return this.stop();
    if (answer.ok) this.#set(answer.body.tournaments);
    this.#dueMs = this.#tools.now() + (answer.ok && this.#awaitsPrize() ? PRIZE_MS : LIST_MS);
  }

  #set(list: readonly SessionTournament[]): void {
    this.#list = list;
    this.#follow();
    this.#tools.onChange();
  }

  /** A place was made and nothing is paid for it yet, though the end is near. */
  #awaitsPrize(): boolean {
    const nowMs = this.#tools.now();
    return this.#list.some(({ tournament_id, joined }) => {
      const endedMs = this.#endedMs.get(tournament_id);
      return joined?.award_minor === null && endedMs !== undefined && nowMs - endedMs < PRIZE_WITHIN_MS;
    });
  }

  #follow(): void {
    if (this.#stopped) return;
    const wanted = this.#list
      .filter((one) => isLive({ state: this.stateOf(one) }) && (this.#watchAll || one.joined))
      .slice(0, MAX_LINES)
      .map(({ tournament_id }) => tournament_id);
    for (const [id, line] of this.#lines) {
      if (wanted.includes(id)) continue;
      line.close();
      this.#lines.delete(id);
    }
    for (const id of wanted)
      if (!this.#lines.has(id))
        this.#lines.set(
          id,
          this.#tools.open(id, (table) => this.#hear(id, table)),
        );
  }

  #reopen(tournamentId: string): void {
    this.#lines.get(tournamentId)?.close();
    this.#lines.delete(tournamentId);
    this.#follow();
  }

  #hear(tournamentId: string, table: TournamentTable): void {
    const before = this.#tables.get(tournamentId)?.state;
    this.#tables.set(tournamentId, table);
    if (!isLive(table) && !this.#endedMs.has(tournamentId))
      this.#endedMs.set(tournamentId, this.#tools.now());
    // How it ended for the player stands in the list; so does a mission that was reached.
    if ((before && before !== table.state) || this.#isReached(tournamentId, table)) this.hurry();
    this.#follow();
    this.#tools.onChange();
  }

  #isReached(tournamentId: string, { you }: TournamentTable): boolean {
    const one = this.#list.find(({ tournament_id }) => tournament_id === tournamentId);
    return (
      one?.prize.kind === 'target' &&
      one.joined?.award_minor === null &&
      (you?.score ?? 0) >= one.prize.target
    );
  }
}
