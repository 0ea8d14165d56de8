/**
 * Brings an account's tables up to date. `steps` is append-only: step n makes version n + 1. Runs in the constructor,
 * before any request, and is one transaction.
 */
export function migrate(storage: DurableObjectStorage, steps: readonly string[]): void {
  storage.transactionSync(() => {
    storage.sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL) STRICT');
    const row = storage.sql.exec<{ version: number }>('SELECT version FROM schema_version').toArray()[0];
    if (!row) storage.sql.exec('INSERT INTO schema_version (version) VALUES (0)');
    const version = row?.version ?? 0;
    for (const step of steps.slice(version)) storage.sql.exec(step);
    if (version < steps.length) storage.sql.exec('UPDATE schema_version SET version = ?', steps.length);
  });
}
