import { DurableObject } from 'cloudflare:workers';
import {
  type CampaignPlayer,
  type CampaignPlayerState,
  type CampaignRules,
  type CampaignView,
  campaignArmOf,
  campaignGrantId,
  canonicalJson,
  toTimestamp,
} from '@roundgate/contract';
import { type Env, readConfig } from '../config.ts';
import { isOn } from '../domain/campaigns/rules.ts';
import { createLogger, type Logger } from '../log.ts';
import { sha256Hex } from '../sha256.ts';
import { CampaignStore, type StoredCampaign, type StoredPlayer } from '../storage/campaigns.ts';
import { migrate } from '../storage/migrations.ts';
import { CAMPAIGN_MIGRATIONS } from '../storage/promo-migrations.ts';
import { type DriveTools, driveCampaign, type Standing } from '../use-cases/drive-campaign.ts';

/** How soon a board that did not hear of a change is told again. */
const TELL_AGAIN_MS = 2_000;
/** How long a player who joins by a session is left to do so alone, before this object asks as well. */
const JOIN_MS = 10_000;
/** How soon the alarm looks again after it failed. */
const RETRY_AFTER_MS = 3_000;

/**
 * One campaign of one operator: its content, and the list of its players with what became of each. The alarm asks every
 * player's own object until it has answered; what each is given is decided and kept there, once (spec F4).
 */
export class CampaignDO extends DurableObject<Env> {
  readonly #store: CampaignStore;
  readonly #log: Logger;
  readonly #tools: DriveTools;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = new CampaignStore(ctx.storage.sql);
    this.#log = createLogger('campaign', readConfig(env).logs);
    const store = this.#store;
    const objectOf = ({ operatorId, playerId }: { operatorId: string; playerId: string }) =>
      env.PLAYER.getByName(`${operatorId}/${playerId}`);
    this.#tools = {
      standing: () => this.#standing(),
      due: (nowMs, limit) => store.due(nowMs, limit),
      asked: (seq, againAtMs) => store.asked(seq, againAtMs),
      settle: (seq, attempt, placed, withdrawn, dueAtMs) =>
        store.settle(seq, attempt, placed, withdrawn, dueAtMs),
      enrol: async (who, campaign, traceId) => objectOf(who).enrol(who, campaign, traceId),
      leave: async (who, campaign, cancel) => objectOf(who).leaveCampaign(who, campaign, cancel),
      log: this.#log,
      now: Date.now,
    };
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, CAMPAIGN_MIGRATIONS);
      if ((await ctx.storage.getAlarm()) === null) this.#rearm();
    });
  }

  /** Makes the campaign, once: `same` for the same content again, `conflict` for any other, `late` for one that is over. */
  put(operatorId: string, campaignId: string, rules: CampaignRules): 'made' | 'same' | 'conflict' | 'late' {
    const known = this.#store.read();
    if (known) return canonicalJson(known.rules) === canonicalJson(rules) ? 'same' : 'conflict';
    if (Date.parse(rules.ends_at) <= Date.now()) return 'late';
    this.#change(() => this.#store.create(operatorId, campaignId, rules, Date.now()));
    return 'made';
  }

  /** Tells the board what it does not know; what fails is told again by the alarm. */
  async tellBoard(): Promise<void> {
    const known = this.#store.read();
    if (!known || known.toldVersion >= known.version) return;
    const { operatorId, campaignId, rules, version, state } = known;
    try {
      const board = this.env.CAMPAIGN_BOARD.getByName(operatorId);
      await board.tell({ campaign: { campaignId, rules }, version, state });
      this.#store.markTold(version);
    } catch (error) {
      this.#log('warn', 'board not told', { campaign_id: campaignId, error: String(error) });
    }
  }

  view(): CampaignView | null {
    const known = this.#store.read();
    if (!known) return null;
    const counted = new Map(this.#store.progress().map((one) => [one.arm, one]));
    const none = { waiting: 0, given: 0, control: 0, refused: 0, withdrawn: 0 };
    return {
      campaign_id: known.campaignId,
      ...known.rules,
      state: known.state,
      cancel_unplayed: known.cancelUnplayed,
      made_at: toTimestamp(known.madeAtMs),
      stopped_at: known.stoppedAtMs === null ? null : toTimestamp(known.stoppedAtMs),
      progress: known.rules.arms.map(({ arm }) => counted.get(arm) ?? { arm, ...none }),
    };
  }

  /** Adds players; who is there already is told as it stands, and who comes too late is refused and not kept. */
  add(playerIds: readonly string[]): (CampaignPlayer & { already_there: boolean })[] | null {
    const known = this.#store.read();
    if (known?.rules.audience !== 'listed') return null;
    const isOpen = this.#isOpen(known);
    const dueAtMs = Math.max(Date.now(), Date.parse(known.rules.starts_at));
    return this.#change(() =>
      playerIds.map((playerId) => {
        const before = this.#store.player(playerId);
        if (!before && isOpen) this.#store.add(playerId, this.#armOf(known, playerId), dueAtMs);
        const player = before ?? this.#store.player(playerId) ?? this.#tooLate(known, playerId);
        return { ...this.#toldOf(known, player), already_there: before !== undefined };
      }),
    );
  }

  /** Takes a player of a session on the list; false when nothing can come of it. The player's own object goes on by itself. */
  admit(playerId: string): boolean {
    const known = this.#store.read();
    if (known?.rules.audience !== 'sessions') return false;
    const before = this.#store.player(playerId);
    if (before) return before.state !== 'refused';
    if (!this.#isOpen(known) || !isOn(known.rules, Date.now())) return false;
    this.#change(() => this.#store.add(playerId, this.#armOf(known, playerId), Date.now() + JOIN_MS, 1));
    return true;
  }

  /** A page of players after one, and where the next begins. */
  players(
    after: number,
    limit: number,
    state?: CampaignPlayerState,
  ): { players: CampaignPlayer[]; next: number | null } {
    const known = this.#store.read();
    if (!known) return { players: [], next: null };
    const rows = this.#store.page(after, limit, state);
    const next = rows.length < limit ? null : (rows.at(-1)?.seq ?? null);
    return { players: rows.map((row) => this.#toldOf(known, row)), next };
  }

  /** Stops it for good. False when it was never made. */
  stop(cancelUnplayed: boolean): boolean {
    const known = this.#store.read();
    if (!known) return false;
    if (known.state === 'stopped' && (known.cancelUnplayed || !cancelUnplayed)) return true;
    this.#change(() => {
      this.#store.stop(cancelUnplayed, Date.now());
      this.#store.stopPlayers(cancelUnplayed, Date.now());
    });
    return true;
  }

  /** Asks who is due, and comes back while anybody is or will be. Never throws, so that its retries are never used up. */
  override async alarm(): Promise<void> {
    const traceId = crypto.randomUUID().replaceAll('-', '');
    try {
      await this.tellBoard();
      await driveCampaign(this.#tools, traceId);
      this.#rearm();
    } catch (error) {
      this.#log('error', 'campaign not driven', { trace_id: traceId, error: String(error) });
      void this.ctx.storage.setAlarm(Date.now() + RETRY_AFTER_MS);
    }
  }

  #standing(): Standing | undefined {
    const known = this.#store.read();
    if (!known) return undefined;
    const { operatorId, campaignId, rules, cancelUnplayed } = known;
    return { operatorId, campaign: { campaignId, rules }, isGiving: this.#isOpen(known), cancelUnplayed };
  }

  /** True while it takes players: not stopped, and its period not over. */
  #isOpen({ state, rules }: StoredCampaign): boolean {
    return state === 'running' && Date.now() < Date.parse(rules.ends_at);
  }

  #armOf({ campaignId, operatorId, rules }: StoredCampaign, playerId: string): string {
    return campaignArmOf(sha256Hex, campaignId, { operatorId, playerId }, rules.arms).arm;
  }

  #tooLate(known: StoredCampaign, playerId: string): Pick<StoredPlayer, ToldField> {
    const arm = this.#armOf(known, playerId);
    return { playerId, arm, state: 'refused', reason: 'CAMPAIGN_OVER', withdrawn: false };
  }

  #toldOf(
    { campaignId, operatorId, rules }: StoredCampaign,
    { playerId, arm, state, reason, withdrawn }: Pick<StoredPlayer, ToldField>,
  ): CampaignPlayer {
    const hasPacket = rules.arms.find((one) => one.arm === arm)?.packet !== null;
    const grant_id = hasPacket ? campaignGrantId(sha256Hex, campaignId, { operatorId, playerId }) : null;
    return { player_id: playerId, arm, state, reason, grant_id, withdrawn };
  }

  /** One transaction, with an alarm for what follows from it. */
  #change<T>(work: () => T): T {
    const result = this.ctx.storage.transactionSync(work);
    this.#rearm();
    return result;
  }

  /** Makes sure that the alarm rings for the next player who is due, and for a board that was not told. */
  #rearm(): void {
    const known = this.#store.read();
    if (!known) return;
    const tellAtMs = known.toldVersion < known.version ? Date.now() + TELL_AGAIN_MS : null;
    const nextMs = [tellAtMs, this.#store.nextDueMs()].filter((atMs) => atMs !== null);
    if (nextMs.length > 0) void this.ctx.storage.setAlarm(Math.max(Date.now(), Math.min(...nextMs)));
  }
}

type ToldField = 'playerId' | 'arm' | 'state' | 'reason' | 'withdrawn';
