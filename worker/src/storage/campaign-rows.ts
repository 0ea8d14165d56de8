import type { Enrolment } from '../domain/campaigns/enrolment.ts';

type Row = { data: string };

/** A player's places in campaigns. Writes only inside a transaction of the player object. */
export class EnrolmentRows {
  readonly #sql: SqlStorage;
  /** The places that are not exposed yet, as they are on disk: asked whenever a session is shown. */
  #unexposed: readonly Enrolment[] | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(campaignId: string): Enrolment | undefined {
    const row = this.#sql
      .exec<Row>('SELECT data FROM campaigns WHERE campaign_id = ?', campaignId)
      .toArray()[0];
    return row && (JSON.parse(row.data) as Enrolment);
  }

  /** The places from which an exposure may come, the oldest first. */
  unexposed(): readonly Enrolment[] {
    this.#unexposed ??= this.#sql
      .exec<Row>('SELECT data FROM campaigns WHERE unexposed = 1 ORDER BY seq')
      .toArray()
      .map(({ data }) => JSON.parse(data) as Enrolment);
    return this.#unexposed;
  }

  put(enrolment: Enrolment): void {
    this.#unexposed = undefined;
    const unexposed = Number(enrolment.state === 'ready' && enrolment.exposedAtMs === null);
    const upsert = `INSERT INTO campaigns (campaign_id, unexposed, data) VALUES (?, ?, ?)
      ON CONFLICT (campaign_id) DO UPDATE SET unexposed = excluded.unexposed, data = excluded.data`;
    this.#sql.exec(upsert, enrolment.campaignId, unexposed, JSON.stringify(enrolment));
  }

  /** To be called when a transaction was undone: what was remembered may never have been. */
  forget(): void {
    this.#unexposed = undefined;
  }
}
