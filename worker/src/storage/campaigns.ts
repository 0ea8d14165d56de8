import type {
  CampaignPlayerState,
  CampaignProgress,
  CampaignRefusal,
  CampaignRules,
} from '@roundgate/contract';
import type { Placed } from '../domain/campaigns/enrolment.ts';

/** A campaign as its object holds it. */
export interface StoredCampaign {
  readonly operatorId: string;
  readonly campaignId: string;
  readonly rules: CampaignRules;
  readonly state: 'running' | 'stopped';
  readonly cancelUnplayed: boolean;
  readonly madeAtMs: number;
  readonly stoppedAtMs: number | null;
  readonly version: number;
  readonly toldVersion: number;
}

/** A player of it. `dueAtMs` is when the player's own object is to be asked next; null when there is nothing to ask. */
export interface StoredPlayer {
  readonly seq: number;
  readonly playerId: string;
  readonly arm: string;
  readonly state: CampaignPlayerState;
  readonly reason: CampaignRefusal | null;
  readonly dueAtMs: number | null;
  readonly attempts: number;
  readonly withdrawn: boolean;
}

type CampaignRow = {
  operator_id: string;
  campaign_id: string;
  rules: string;
  state: StoredCampaign['state'];
  cancel_unplayed: number;
  made_at_ms: number;
  stopped_at_ms: number | null;
  version: number;
  told_version: number;
};
type PlayerRow = {
  seq: number;
  player_id: string;
  arm: string;
  state: CampaignPlayerState;
  reason: CampaignRefusal | null;
  due_at_ms: number | null;
  attempts: number;
  withdrawn: number;
};

const toPlayer = (row: PlayerRow): StoredPlayer => ({
  seq: row.seq,
  playerId: row.player_id,
  arm: row.arm,
  state: row.state,
  reason: row.reason,
  dueAtMs: row.due_at_ms,
  attempts: row.attempts,
  withdrawn: row.withdrawn === 1,
});

/** One campaign with its players on disk. Every method is synchronous: one turn, and so one transaction, with its caller. */
export class CampaignStore {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(): StoredCampaign | undefined {
    const row = this.#sql.exec<CampaignRow>('SELECT * FROM campaign').toArray()[0];
    return (
      row && {
        operatorId: row.operator_id,
        campaignId: row.campaign_id,
        rules: JSON.parse(row.rules) as CampaignRules,
        state: row.state,
        cancelUnplayed: row.cancel_unplayed === 1,
        madeAtMs: row.made_at_ms,
        stoppedAtMs: row.stopped_at_ms,
        version: row.version,
        toldVersion: row.told_version,
      }
    );
  }

  create(operatorId: string, campaignId: string, rules: CampaignRules, nowMs: number): void {
    const insert = `INSERT INTO campaign (one, operator_id, campaign_id, rules, state, cancel_unplayed, made_at_ms, version, told_version)
      VALUES (1, ?, ?, ?, 'running', 0, ?, 1, 0)`;
    this.#sql.exec(insert, operatorId, campaignId, JSON.stringify(rules), nowMs);
  }

  /** Stops it, once; and takes note that what was not played is to be taken back, which is never undone. */
  stop(cancelUnplayed: boolean, nowMs: number): void {
    const update = `UPDATE campaign SET state = 'stopped', stopped_at_ms = coalesce(stopped_at_ms, ?),
      cancel_unplayed = max(cancel_unplayed, ?), version = version + 1`;
    this.#sql.exec(update, nowMs, Number(cancelUnplayed));
  }

  markTold(version: number): void {
    this.#sql.exec('UPDATE campaign SET told_version = ? WHERE told_version < ?', version, version);
  }

  player(playerId: string): StoredPlayer | undefined {
    const query = 'SELECT * FROM players WHERE player_id = ?';
    return this.#sql.exec<PlayerRow>(query, playerId).toArray().map(toPlayer)[0];
  }

  /** Adds a player, whose own object is asked from `dueAtMs` on. `attempts` is over 0 when it may have been asked already. */
  add(playerId: string, arm: string, dueAtMs: number, attempts = 0): void {
    const insert =
      "INSERT INTO players (player_id, arm, state, due_at_ms, attempts) VALUES (?, ?, 'waiting', ?, ?)";
    this.#sql.exec(insert, playerId, arm, dueAtMs, attempts);
  }

  /** A page in the order in which they came. */
  page(after: number, limit: number, state?: CampaignPlayerState): StoredPlayer[] {
    const query = 'SELECT * FROM players WHERE seq > ? AND state = coalesce(?, state) ORDER BY seq LIMIT ?';
    return this.#sql
      .exec<PlayerRow>(query, after, state ?? null, limit)
      .toArray()
      .map(toPlayer);
  }

  progress(): CampaignProgress[] {
    const query = `SELECT arm, count(*) FILTER (WHERE state = 'waiting') AS waiting,
      count(*) FILTER (WHERE state = 'given') AS given, count(*) FILTER (WHERE state = 'control') AS control,
      count(*) FILTER (WHERE state = 'refused') AS refused, sum(withdrawn) AS withdrawn FROM players GROUP BY arm`;
    return this.#sql.exec<CampaignProgress & Record<string, string | number>>(query).toArray();
  }

  /** Players who are due, the longest due first. */
  due(nowMs: number, limit: number): StoredPlayer[] {
    const query = 'SELECT * FROM players WHERE due_at_ms <= ? ORDER BY due_at_ms, seq LIMIT ?';
    return this.#sql.exec<PlayerRow>(query, nowMs, limit).toArray().map(toPlayer);
  }

  /** When the next player is due; null when none waits for anything. */
  nextDueMs(): number | null {
    const query = 'SELECT min(due_at_ms) AS due FROM players WHERE due_at_ms IS NOT NULL';
    return this.#sql.exec<{ due: number | null }>(query).one().due;
  }

  /** Notes that a player's object is asked now, and when again if no answer comes. */
  asked(seq: number, againAtMs: number): void {
    this.#sql.exec('UPDATE players SET attempts = attempts + 1, due_at_ms = ? WHERE seq = ?', againAtMs, seq);
  }

  /** Keeps an answer to the attempt of that number; an older one, or one that came too late, changes nothing. */
  settle(
    seq: number,
    attempt: number,
    { state, reason }: Placed,
    withdrawn: boolean,
    dueAtMs: number | null,
  ): void {
    const update =
      'UPDATE players SET state = ?, reason = ?, withdrawn = max(withdrawn, ?), due_at_ms = ? WHERE seq = ? AND attempts = ?';
    this.#sql.exec(update, state, reason, Number(withdrawn), dueAtMs, seq, attempt);
  }

  /** The campaign was stopped: who was never asked is refused; who may have been, or is to lose something, is asked now. */
  stopPlayers(cancelUnplayed: boolean, nowMs: number): void {
    this.#sql.exec(
      "UPDATE players SET state = 'refused', reason = 'CAMPAIGN_OVER', due_at_ms = NULL WHERE state = 'waiting' AND attempts = 0",
    );
    this.#sql.exec("UPDATE players SET due_at_ms = ? WHERE state = 'waiting'", nowMs);
    if (cancelUnplayed)
      this.#sql.exec(
        "UPDATE players SET due_at_ms = ? WHERE withdrawn = 0 AND NOT (state = 'refused' AND reason IN ('CAMPAIGN_OVER', 'RG_BLOCKED'))",
        nowMs,
      );
  }
}
