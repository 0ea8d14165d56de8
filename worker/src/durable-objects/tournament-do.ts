import { DurableObject } from 'cloudflare:workers';
import {
  canonicalJson,
  playerSource,
  type SignedEnvelope,
  type TournamentRow,
  type TournamentRules,
  type TournamentView,
} from '@roundgate/contract';
import { shardOf } from '@roundgate/contract/audit';
import { type Env, readConfig } from '../config.ts';
import type { Score } from '../domain/tournaments/port.ts';
import { decidedEntry, reached, rowOf } from '../domain/tournaments/table-entry.ts';
import { aliasOf } from '../domain/tournaments/tournament.ts';
import { createLogger, type Logger } from '../log.ts';
import { createAuditSigner } from '../services.ts';
import { sha256Hex } from '../sha256.ts';
import { migrate } from '../storage/migrations.ts';
import { TOURNAMENT_MIGRATIONS } from '../storage/promo-migrations.ts';
import { type StoredTournament, TournamentStore } from '../storage/tournaments.ts';
import {
  type CloseTools,
  closeEntries,
  finishTournament,
  giveAwards,
} from '../use-cases/close-tournament.ts';
import { TableView } from '../use-cases/table-view.ts';
import { Gathered } from './gathered.ts';
import { TableFeed } from './table-feed.ts';

/** How soon what could not be done is tried again. */
const TRY_AGAIN_MS = 2_000;
/** How long scores gather before the windows are told; a large table takes its time to be put in order. */
const tellAfterMs = (players: number): number => 500 + Math.floor(players / 20);

/** A page of the table as its operator reads it. */
export interface TablePage {
  readonly rows: TournamentRow[];
  readonly players: number;
  readonly nextAfter: number | null;
  readonly final: SignedEnvelope | null;
}

/**
 * One tournament or mission: who is in it, how they stand, and what they are paid (spec F2). Live it knows what was told;
 * the close asks every player's own object, and is not over before the ledger has all that was counted.
 */
export class TournamentDO extends DurableObject<Env> {
  readonly #store: TournamentStore;
  readonly #table: TableView;
  readonly #feed: TableFeed;
  readonly #log: Logger;
  readonly #telling: Gathered;
  readonly #settling: Gathered;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new TournamentStore(ctx.storage.sql);
    this.#table = new TableView(this.#store, Date.now);
    this.#feed = new TableFeed(ctx);
    this.#log = createLogger('tournament', readConfig(env).logs);
    migrate(ctx.storage, TOURNAMENT_MIGRATIONS);
    this.#telling = new Gathered(
      ctx,
      () => tellAfterMs(this.#table.places().length),
      async () => this.#feed.tell((playerId) => this.#table.message(playerId)),
      (error) => this.#log('warn', 'windows not told', { error: String(error) }),
    );
    this.#settling = new Gathered(
      ctx,
      () => 0,
      () => this.alarm(),
      () => undefined,
    );
  }

  /** Makes the tournament, once: `same` for the same rules again, `conflict` for any other. */
  async put(
    operatorId: string,
    tournamentId: string,
    rules: TournamentRules,
  ): Promise<'made' | 'same' | 'conflict'> {
    const known = this.#store.read();
    if (!known) this.ctx.storage.transactionSync(() => this.#store.create(operatorId, tournamentId, rules));
    await this.#rearm();
    await this.#tellBoard();
    if (!known) return 'made';
    return canonicalJson(known.rules) === canonicalJson(rules) ? 'same' : 'conflict';
  }

  view(): TournamentView | null {
    const known = this.#store.read();
    return known ? this.#table.viewOf(known) : null;
  }

  /** Calls it off; `over` when it is closed already. */
  async cancel(): Promise<TournamentView | 'over' | null> {
    const known = this.#store.read();
    if (!known) return null;
    if (known.decided === 'final') return 'over';
    if (known.decided === 'open') this.#change(() => this.#store.decide('cancelled', Date.now()));
    await this.#rearm(0);
    await this.#tellBoard();
    return this.view();
  }

  /** Keeps a player's place; once this returns the close will ask for it. */
  async join(playerId: string): Promise<'joined' | 'closed'> {
    const known = this.#store.read();
    if (!known || this.#table.stateOf(known) !== 'running') return 'closed';
    const { operatorId, tournamentId } = known;
    const alias = aliasOf(sha256Hex, operatorId, tournamentId, playerId);
    this.#change(() => void this.#store.join(playerId, alias));
    await this.#rearm(TRY_AGAIN_MS);
    return 'joined';
  }

  /** A shard tells scores; some may have reached a mission's target. */
  async take(news: readonly { readonly playerId: string; readonly score: Score }[]): Promise<void> {
    const known = this.#store.read();
    if (known?.decided !== 'open') return;
    let isOwed = false;
    this.#change(() => {
      for (const { playerId, score } of news) {
        if (!this.#store.take(playerId, score)) continue;
        const entry = this.#store.find(playerId);
        const won = entry && reached(entry, known.rules);
        if (won) this.#store.settle(won);
        isOwed ||= won?.award === 'owed';
      }
    });
    if (!isOwed) return;
    await this.#rearm(TRY_AGAIN_MS);
    this.#settling.soon();
  }

  /** A page of the table, with all that the operator may know. */
  table(after: number, limit: number): TablePage {
    const table = this.#table.places();
    const text = after === 0 ? this.#store.final() : null;
    return {
      rows: table.slice(after, after + limit).map(rowOf),
      players: table.length,
      nextAfter: after + limit < table.length ? after + limit : null,
      final: text === null ? null : (JSON.parse(text) as SignedEnvelope),
    };
  }

  /** A person's decision about a prize that is withheld; a decision stands. */
  async decide(
    playerId: string,
    decision: 'pay' | 'exclude',
  ): Promise<TournamentRow | 'unknown' | 'conflict' | 'not_withheld'> {
    const entry = this.#store.find(playerId);
    if (!entry) return 'unknown';
    if (entry.decision === null) {
      const decided = decidedEntry(entry, decision);
      if (!decided) return 'not_withheld';
      this.#change(() => this.#store.settle(decided));
      await this.#rearm(TRY_AGAIN_MS);
      this.#settling.soon();
    } else if (entry.decision !== decision) return 'conflict';
    return this.#table.rowOf(playerId) ?? 'unknown';
  }

  /** A window wants to watch; the Worker has checked whose it is. */
  override async fetch(request: Request): Promise<Response> {
    const playerId = new URL(request.url).searchParams.get('player');
    const response = this.#store.read() && this.#feed.open(playerId, this.#table.message(playerId));
    return response ?? new Response(null, { status: 403 });
  }

  override webSocketMessage(socket: WebSocket): void {
    this.#feed.reject(socket);
  }

  /** Closes what has ended, hands over what is owed, and comes back while anything is left. Never throws. */
  override async alarm(): Promise<void> {
    try {
      const known = this.#store.read();
      if (known && this.#hasToClose(known)) await this.#close(known);
      if (known) await giveAwards(this.#tools(known));
      await this.#tellBoard();
    } catch (error) {
      this.#log('error', 'tournament failed', { error: String(error) });
    }
    await this.#rearm();
  }

  /** Entries are closed at the end, and when it is called off: until then players' objects count for it. */
  #hasToClose(known: StoredTournament): boolean {
    if (known.decided === 'cancelled') return this.#store.unclosed(1).length > 0;
    return this.#table.stateOf(known) === 'closing';
  }

  async #close(known: StoredTournament): Promise<void> {
    this.#changed();
    if (!(await closeEntries(this.#tools(known)))) return;
    await finishTournament(this.#tools(known));
    this.#changed();
  }

  #tools({ operatorId, tournamentId }: StoredTournament): CloseTools {
    const { env } = this;
    const player = (playerId: string) => env.PLAYER.getByName(`${operatorId}/${playerId}`);
    const trace = crypto.randomUUID().replaceAll('-', '');
    return {
      rows: this.#store,
      transaction: (work) => this.ctx.storage.transactionSync(work),
      closeEntry: async (playerId, isForced) => player(playerId).closeEntry(tournamentId, isForced),
      catchUp: async (playerId) => {
        const source = playerSource(operatorId, playerId);
        return env.LEDGER.getByName(shardOf(sha256Hex, source)).caughtUp(source);
      },
      award: async (playerId, won) => player(playerId).award(won, trace),
      signer: () => createAuditSigner(readConfig(env)),
      now: Date.now,
    };
  }

  /** When the alarm is next needed: now while something is left, at the end while it runs. */
  async #rearm(soonMs?: number): Promise<void> {
    const known = this.#store.read();
    if (!known) return;
    const isLeft =
      this.#hasToClose(known) || this.#store.owed(1).length > 0 || known.toldVersion < known.version;
    const endsInMs = Date.parse(known.rules.ends_at) - Date.now();
    const inMs = isLeft ? (soonMs ?? TRY_AGAIN_MS) : known.decided === 'open' ? endsInMs : undefined;
    if (inMs === undefined) return;
    const atMs = Date.now() + Math.max(0, inMs);
    const armedMs = await this.ctx.storage.getAlarm();
    if (armedMs === null || armedMs > atMs) await this.ctx.storage.setAlarm(atMs);
  }

  #change(work: () => void): void {
    this.ctx.storage.transactionSync(work);
    this.#changed();
  }

  #changed(): void {
    this.#table.changed();
    if (this.#feed.isWatched) this.#telling.soon();
  }

  /** Tells the operator's board until it knows the newest. */
  async #tellBoard(): Promise<void> {
    const known = this.#store.read();
    if (!known || known.toldVersion >= known.version) return;
    const board = this.env.TOURNAMENT_BOARD.getByName(known.operatorId);
    try {
      await board.tell(known.version, { decided: known.decided, view: this.#table.viewOf(known) });
      this.#store.markTold(known.version);
    } catch (error) {
      this.#log('warn', 'board not told', { error: String(error) });
    }
  }
}
