/** What the ledger was told last of a player's interrupted rounds. */
export interface HeldTold {
  readonly version: number;
  readonly told: string;
  readonly sent: boolean;
}

type HeldRow = { version: number; told: string; sent: number };

/** Keeps what was told, so that it is told once and again when it did not leave. */
export class HeldWriter {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read(): HeldTold {
    const row = this.#sql.exec<HeldRow>('SELECT version, told, sent FROM held_told').one();
    return { ...row, sent: row.sent === 1 };
  }

  write({ version, told, sent }: HeldTold): void {
    this.#sql.exec('UPDATE held_told SET version = ?, told = ?, sent = ?', version, told, sent ? 1 : 0);
  }
}
