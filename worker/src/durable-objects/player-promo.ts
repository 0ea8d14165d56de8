import type { Env } from '../config.ts';
import type { Who } from '../domain/ports.ts';
import type { RgFacts } from '../domain/rg/state.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import type { Session } from '../domain/sessions/session.ts';
import { createAdmission, createTournaments, type Services } from '../services.ts';
import type { openPlayer } from '../storage/open-player.ts';
import { FreeSpins, type FreeSpinsTools } from '../use-cases/free-spins.ts';
import { PlayerAwards, type PlayerAwardsTools } from '../use-cases/player-awards.ts';
import { PlayerCampaigns } from '../use-cases/player-campaigns.ts';
import { PlayerTournaments } from '../use-cases/player-tournaments.ts';
import type { RoundDesk } from '../use-cases/round-desk.ts';
import { PlayerJackpots } from './player-jackpots.ts';
import { PlayerTables } from './player-tables.ts';

/** What a player's object gives to all that is played for beside the rounds themselves. */
export interface PlayerPromoTools
  extends Pick<FreeSpinsTools, 'alarm' | 'sha256' | 'log' | 'now' | 'publishAfterMs' | 'onNews'>,
    Pick<PlayerAwardsTools, 'pause' | 'keepAlive'> {
  readonly env: Env;
  readonly store: ReturnType<typeof openPlayer>;
  readonly partners: Services;
  readonly desk: () => RoundDesk;
  readonly who: () => PlayerRecord;
  readonly factsOf: (session: Session) => RgFacts;
}

/** Free spins, pools, tournaments and prizes of one player: what is given, put in, counted and paid. */
export class PlayerPromo {
  readonly freeSpins: FreeSpins;
  readonly tournaments: PlayerTournaments;
  readonly campaigns: PlayerCampaigns;
  readonly #awards: PlayerAwards;
  readonly #jackpots: PlayerJackpots;
  readonly #tables: PlayerTables;

  constructor(tools: PlayerPromoTools) {
    const { env, store, desk, who, factsOf } = tools;
    const arm = (inMs: number) => tools.alarm.arm(inMs);
    const ensurePlayer = ({ operatorId, playerId }: Who) => store.player.ensure(operatorId, playerId);
    this.freeSpins = new FreeSpins({
      ...{ ...tools, ensurePlayer },
      usedOf: (grantId) => desk().usedOf(grantId),
    });
    this.campaigns = new PlayerCampaigns({
      ...{ ...tools, ensurePlayer },
      freeSpins: this.freeSpins,
      admit: createAdmission(env),
      flushRounds: () => desk().flush(),
    });
    this.#awards = new PlayerAwards(tools);
    this.tournaments = new PlayerTournaments({
      ...tools,
      tournaments: createTournaments(env),
      awards: this.#awards,
      factsOf,
      grant: (wish, traceId) => this.freeSpins.grant(who(), wish, traceId),
      flush: () => desk().flush(),
      openRounds: () => desk().open(),
      deferredSpins: () => desk().deferredSpins(),
    });
    this.#jackpots = new PlayerJackpots({
      ...{ ...tools, arm, totals: store.jackpots },
      deferred: () => desk().deferredContributions(),
    });
    this.#tables = new PlayerTables({
      ...{ ...tools, arm, entries: store.entries },
      scores: () => this.tournaments.scores(),
    });
  }

  /** To be called when an instance starts. */
  rearm(): void {
    this.#jackpots.rearm();
    this.freeSpins.rearm();
    this.#awards.rearm();
    this.#tables.rearm();
  }

  /** A round was answered, or something joined: pools and tables are told. */
  played(): void {
    this.#jackpots.played();
    this.#tables.changed();
  }

  /** The alarm rang, and rounds were tended: ends what the clock has made due. Never throws. */
  tendGrants(): void {
    this.freeSpins.tend();
  }

  /** The alarm rang: tells and pays what is left. Never throws. */
  async tend(traceId: string): Promise<void> {
    await this.#jackpots.tend();
    await this.#awards.tend(traceId);
    await this.#tables.tend();
  }
}
