import { DurableObject } from 'cloudflare:workers';
import type {
  ChainedEvent,
  FreeSpinGrant,
  RgFlags,
  RgView,
  RoundSummary,
  RoundView,
  Statement,
  UiElement,
  UiEvidence,
} from '@roundgate/contract';
import { type Env, readConfig } from '../config.ts';
import type { Campaign, Placed } from '../domain/campaigns/enrolment.ts';
import type { Who } from '../domain/ports.ts';
import type { GrantWish } from '../domain/promo/grant.ts';
import type { SettledRound } from '../domain/receipts/receipt.ts';
import type { LimitsWish } from '../domain/rg/limits.ts';
import type { Rehearsal } from '../domain/rg/rehearse.ts';
import { summaryOf } from '../domain/rounds/answers.ts';
import { type Bet, NO_RG_FLAGS, sessionRefusal } from '../domain/sessions/session.ts';
import type { Entry } from '../domain/tournaments/entry.ts';
import type { ClosedEntry } from '../domain/tournaments/port.ts';
import { createLogger } from '../log.ts';
import { createPools, createServices, type Services } from '../services.ts';
import { sha256Hex } from '../sha256.ts';
import { migrate, PLAYER_MIGRATIONS } from '../storage/migrations.ts';
import { openPlayer } from '../storage/open-player.ts';
import { AlarmClock } from '../use-cases/alarm-clock.ts';
import type { Granted } from '../use-cases/free-spins.ts';
import type { Won } from '../use-cases/player-awards.ts';
import { PlayerRg } from '../use-cases/player-rg.ts';
import { accept, PlayerRounds, type Reply, refuse } from '../use-cases/player-rounds.ts';
import { type LaunchWish, PlayerSessions, type SessionWish } from '../use-cases/player-sessions.ts';
import type { JoinedView } from '../use-cases/player-tournaments.ts';
import { PlayerTransfers } from '../use-cases/player-transfers.ts';
import { RANGE_LIMIT } from '../use-cases/publish-events.ts';
import { RgDesk } from '../use-cases/rg-desk.ts';
import { RgDuties } from '../use-cases/rg-duties.ts';
import { type SessionState, sessionStateOf } from '../use-cases/session-state.ts';
import { settledRound } from '../use-cases/settled-round.ts';
import { HeldTeller } from './held-teller.ts';
import { pause } from './pause.ts';
import { PlayerPromo } from './player-promo.ts';
import { SessionFeed } from './session-feed.ts';

const newTrace = (): string => crypto.randomUUID().replaceAll('-', '');

/** How soon it writes what was deferred and publishes what is new; the bus may take 60 s in all (spec E1). */
const PUBLISH_AFTER_MS = 20_000;
/** Spread over players, so that those who came together do not publish together. */
const PUBLISH_SPREAD_MS = 15_000;

/**
 * One player of one operator: sessions, rounds, flags and the event chain. The only writer of a round. The alarm is
 * the guarantee that nothing is abandoned; requests only make it faster.
 */
export class PlayerDO extends DurableObject<Env> {
  readonly #services: Services;
  readonly #store: ReturnType<typeof openPlayer>;
  readonly #desk: RgDesk;
  readonly #rg: PlayerRg;
  readonly #duties: RgDuties;
  readonly #feed: SessionFeed;
  readonly #alarm: AlarmClock;
  readonly #rounds: PlayerRounds;
  readonly #transfers: PlayerTransfers;
  readonly #publishAfterMs: number;
  readonly #held: HeldTeller;
  readonly #promo: PlayerPromo;
  readonly #sessions: PlayerSessions;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const config = readConfig(env);
    const log = createLogger('player', config.logs);
    const share = Number.parseInt(sha256Hex(ctx.id.toString()).slice(0, 4), 16) / 0xffff;
    this.#publishAfterMs = PUBLISH_AFTER_MS + Math.round(PUBLISH_SPREAD_MS * share);
    this.#services = createServices(config, Date.now);
    this.#store = openPlayer(ctx.storage);
    this.#alarm = new AlarmClock((atMs) => void ctx.storage.setAlarm(atMs), Date.now);
    this.#held = new HeldTeller(ctx.storage.sql, env.EVENTS, this.#alarm, log);
    this.#feed = new SessionFeed(ctx);
    this.#desk = new RgDesk(this.#store, Date.now, () => this.#duties.rearm());
    const tools = {
      store: this.#store,
      rg: this.#desk,
      alarm: this.#alarm,
      partners: this.#services,
      sha256: sha256Hex,
      log,
      now: Date.now,
      pause,
      keepAlive: (work: Promise<unknown>) => ctx.waitUntil(work),
    };
    this.#rounds = new PlayerRounds({
      ...tools,
      jackpots: createPools(env, Date.now),
      send: async (range) => void (await env.EVENTS.send({ kind: 'player', range })),
      rate: config.playerRate,
      publishAfterMs: this.#publishAfterMs,
    });
    this.#transfers = new PlayerTransfers({
      ...tools,
      who: () => this.#record(),
      openRounds: () => this.#rounds.desk.open(),
      endSession: (sessionId, nowMs) => this.#store.player.markEnded(sessionId, 'money_out', nowMs),
      launchLifetimeMs: config.launchLifetimeMs,
    });
    this.#promo = new PlayerPromo({
      ...tools,
      env,
      desk: () => this.#rounds.desk,
      who: () => this.#record(),
      factsOf: (session) => this.#desk.facts(session),
      publishAfterMs: this.#publishAfterMs,
      onNews: () => this.#feed.tellAll(this.#store.player.running(), { type: 'promo' }),
    });
    const rgTools = {
      ...tools,
      desk: this.#desk,
      openRounds: () => this.#rounds.desk.open(),
      publishAfterMs: this.#publishAfterMs,
      onNews: (sessionId: string) => this.#tellRg(sessionId),
      onEnded: (sessionId: string, reason: string) => this.#over(sessionId, reason, newTrace()),
    };
    this.#duties = new RgDuties(rgTools);
    this.#rg = new PlayerRg(rgTools, this.#duties);
    this.#sessions = new PlayerSessions({
      ...{ ...tools, desk: this.#desk, rg: this.#rg },
      ...{ transfers: this.#transfers, campaigns: this.#promo.campaigns },
      who: () => this.#record(),
      onEnded: (sessionId, reason, traceId) => this.#over(sessionId, reason, traceId),
    });
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, PLAYER_MIGRATIONS);
      this.#rounds.wake(await ctx.storage.getAlarm());
      this.#transfers.wake();
      this.#duties.rearm();
      this.#held.rearm();
      this.#promo.rearm();
    });
  }

  /** Opens a session; the operator's flags arrive with it and bind from now on. */
  createSession(wish: SessionWish, traceId: string): Promise<Reply<'done' | 'pending' | null>> {
    return this.#sessions.create(wish, traceId);
  }

  /** Uses up a launch token: once, for the build of the session. */
  async launch(wish: LaunchWish, traceId: string): Promise<Reply<SessionState>> {
    const launched = await this.#sessions.launch(wish, traceId);
    return launched.ok ? this.sessionState(wish.sessionId) : launched;
  }

  /** Ends a session; a running round is settled all the same, and then what the session holds goes back. */
  endSession(sessionId: string, traceId: string): Reply<number> {
    return this.#sessions.end(sessionId, traceId);
  }

  /** A part of the reconciliation statement of a session that plays from its own balance. */
  statement(sessionId: string, afterSeq: number, limit: number): Reply<Statement> {
    return this.#transfers.statement(sessionId, afterSeq, limit);
  }

  /** Sets the flags; the next spin meets them, whichever session it comes from (spec G2). */
  setFlags(operatorId: string, playerId: string, flags: RgFlags, reason: string): void {
    this.#store.transaction(() => {
      this.#store.player.create(operatorId, playerId, flags);
      this.#rg.flagged(flags, reason);
      this.#alarm.arm(this.#publishAfterMs);
    });
    this.#rg.changed();
  }

  /** Gives free spins, once (spec F1). */
  grantFreeSpins(who: Who, wish: GrantWish, traceId: string): Promise<Reply<Granted>> {
    return this.#promo.freeSpins.grant(who, wish, traceId);
  }

  /** Takes back what was not played of a packet of free spins. */
  cancelFreeSpins(who: Who, grantId: string): Reply<FreeSpinGrant> {
    return this.#promo.freeSpins.cancel(who, grantId);
  }

  /** The player's packets of free spins, newest first. */
  freeSpins(who: Who, limit: number): FreeSpinGrant[] {
    return this.#promo.freeSpins.list(who, limit);
  }

  /** Joins a tournament or mission by the rules that the Worker read (spec F2). */
  async joinTournament(
    sessionId: string,
    named: Pick<Entry, 'tournamentId' | 'rules'>,
    isAutomated: boolean,
    traceId: string,
  ): Promise<Reply<JoinedView>> {
    const session = this.#store.player.session(sessionId);
    const reply = await this.#promo.tournaments.join(session, named, isAutomated, traceId);
    this.#promo.played();
    return reply;
  }

  /** How the player stands in those of the tournaments that it joined. */
  tournamentViews(tournamentIds: readonly string[]): JoinedView[] {
    return this.#promo.tournaments.views(tournamentIds);
  }

  /** A tournament has ended and asks for the last word on its entry. */
  closeEntry(tournamentId: string, isForced: boolean): ClosedEntry | 'open' | null {
    return this.#promo.tournaments.close(tournamentId, isForced);
  }

  /** Takes on a prize of a tournament; false when there is no entry here that could have won it. */
  award(won: Won, traceId: string): boolean {
    return this.#promo.tournaments.award(won, traceId);
  }

  /** Gives the player its place in a campaign, once, with what its arm holds (spec F4). */
  enrol(who: Who, campaign: Campaign, traceId: string): Promise<Placed> {
    return this.#promo.campaigns.enrol(who, campaign, traceId);
  }

  /** A campaign was stopped, or is over for a player who was never answered. */
  leaveCampaign(who: Who, campaign: Campaign, cancelUnplayed: boolean): Promise<Placed> {
    return this.#promo.campaigns.leave(who, campaign, cancelUnplayed);
  }

  /** The loader says what of the market's UI was seen (spec M3). */
  attest(sessionId: string, evidence: UiEvidence[]): Reply<{ complete: boolean; missing: UiElement[] }> {
    return this.#rg.attest(sessionId, evidence);
  }

  /** The player has read a pause. */
  acknowledge(sessionId: string, checkId: string): Reply<RgView> {
    return this.#rg.acknowledge(sessionId, checkId);
  }

  /** The player sets limits, or the interval of the reality check. */
  setLimits(sessionId: string, wish: LimitsWish): Reply<RgView> {
    return this.#rg.setLimits(sessionId, wish);
  }

  /** Makes a rule fall due; the Worker offers this in a sandbox only. */
  rehearse(sessionId: string, name: Rehearsal): Reply<RgView> {
    return this.#rg.rehearse(sessionId, name);
  }

  /** The player pressed the panic button. */
  panic(sessionId: string): Reply<RgView> {
    return this.#rg.panic(sessionId);
  }

  /** A session as its player sees it; refused once it has ended. */
  sessionState(sessionId: string): Reply<SessionState> {
    const nowMs = Date.now();
    const session = this.#store.player.session(sessionId);
    const refusal = sessionRefusal(session, nowMs);
    if (refusal || !session) return refuse(refusal ?? { code: 'SESSION_NOT_FOUND' });
    this.#promo.campaigns.seen(session);
    return accept(
      sessionStateOf(session, nowMs, {
        ...{ rounds: this.#rounds, newestOf: (gameId) => this.#store.rounds.newestOf(gameId) },
        flags: this.#record().flags,
        rg: this.#rg.view(session),
        freeSpins: this.#promo.freeSpins.offers(session),
      }),
    );
  }

  /** Plays a round, or meets one that was sent before. */
  async startRound(sessionId: string, bet: Bet, traceId: string): Promise<Reply<RoundView>> {
    const reply = await this.#rounds.startRound(sessionId, bet, traceId);
    this.#rg.played(sessionId, reply.ok ? undefined : reply.refusal);
    if (reply.ok) this.#tellRg(sessionId);
    this.#promo.played();
    return reply;
  }

  /** A round of this player, finished if that takes no longer than a request may. */
  round(sessionId: string, roundId: string, traceId: string): Promise<Reply<RoundView>> {
    return this.#rounds.round(roundId, traceId, sessionId);
  }

  /** A page of this player's rounds, newest first. */
  history(limit: number, before?: string): RoundSummary[] {
    return this.#store.rounds
      .page(limit, before)
      .map((round) => summaryOf(this.#rounds.desk.find(round.roundId) ?? round));
  }

  /** A settled round with its place in the chain, for its receipt and its replay. Asking drives nothing. */
  settled(roundId: string): Reply<SettledRound> {
    return settledRound(this.#store.player, this.#rounds.desk, roundId);
  }

  /** The end of the event chain, with all that was deferred. */
  chainHead(): { seq: number; hash: string } {
    this.#rounds.desk.flush();
    return this.#store.player.chainHead();
  }

  /** Events from the source, for a sink that found a gap. */
  eventsAfter(seq: number): ChainedEvent[] {
    return this.#store.player.eventsAfter(seq, RANGE_LIMIT);
  }

  /** A window wants to listen to its session; the Worker has checked whose it is. */
  override async fetch(request: Request): Promise<Response> {
    const session = this.#store.player.session(new URL(request.url).searchParams.get('session') ?? '');
    if (!session || sessionRefusal(session, Date.now())) return new Response(null, { status: 403 });
    return this.#feed.open(session.sessionId, { type: 'rg', rg: this.#rg.view(session) });
  }

  override webSocketMessage(socket: WebSocket): void {
    this.#feed.reject(socket);
  }

  /** Drives what is open and publishes what is new. Never throws, so that its retries are never used up. */
  override async alarm(): Promise<void> {
    const traceId = newTrace();
    const before = this.#rounds.desk.balance;
    // Rounds first: money does not leave a session beside an open one. What the clock has made due waits for neither.
    const driven = this.#rounds.tend(traceId);
    this.#duties.tend();
    await driven;
    this.#duties.tend();
    this.#promo.tendGrants();
    if (this.#rounds.desk.balance !== before) this.#tellBalance();
    await this.#transfers.tend(traceId);
    await this.#promo.tend(traceId);
    await this.#held.tell(this.#record(), this.#rounds.desk.open(), traceId);
  }

  /** A session has ended: what it holds goes back, and its windows are told. */
  #over(sessionId: string, reason: string, traceId: string): void {
    this.#transfers.sessionEnded(sessionId, traceId);
    this.#feed.tell(sessionId, { type: 'ended', reason });
  }

  #tellRg(sessionId: string): void {
    const session = this.#feed.isHeard(sessionId) ? this.#store.player.session(sessionId) : undefined;
    if (session) this.#feed.tell(sessionId, { type: 'rg', rg: this.#rg.view(session) });
  }

  /** Money moved while nobody asked. */
  #tellBalance(): void {
    for (const sessionId of this.#store.player.running()) {
      const balance = this.#rounds.balanceOf(sessionId);
      if (balance) this.#feed.tell(sessionId, { type: 'balance', balance });
    }
  }

  #record() {
    return (
      this.#store.player.record() ?? { operatorId: '', playerId: '', flags: NO_RG_FLAGS, publishedSeq: 0 }
    );
  }
}
