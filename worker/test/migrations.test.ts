import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, expect, it } from 'vitest';
import { migrate, PLAYER_MIGRATIONS } from '../src/storage/migrations.ts';
import { RoundWriter } from '../src/storage/rounds.ts';
import { certify, launch, objectOf, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';

beforeAll(() => certify());

/** Takes away what the migrations after the given one made, but for tables of their own. */
function backTo(number: number, { sql }: DurableObjectStorage): void {
  sql.exec(`DROP INDEX sessions_running; DROP TABLE session_rg; DROP TABLE player_rg; DROP TABLE held_told; DROP TABLE jackpot_totals;
    DROP TABLE entries; DROP TABLE awards; DROP TABLE campaigns;
    DROP TABLE grants; DROP INDEX rounds_granted; ALTER TABLE rounds DROP COLUMN grant_id;
    ALTER TABLE sessions DROP COLUMN ended_reason; ALTER TABLE sessions DROP COLUMN loader;
    ALTER TABLE sessions DROP COLUMN rounds_before;`);
  sql.exec('DELETE FROM migrations WHERE number > ?', number);
}

it('a session from before the rules of its market were kept with it is over, and one with them is not', async () => {
  new FakePartners().install();
  const player = await launch();
  const reasons = await runInDurableObject(objectOf(player), (_, { storage }) => {
    backTo(3, storage);
    storage.sql.exec(`INSERT INTO sessions (session_id, opened_at_ms, launched_at_ms, data)
      SELECT 's-old', 0, 1, json_remove(data, '$.market.rules') FROM sessions`);
    migrate(storage, PLAYER_MIGRATIONS);
    const query = 'SELECT ended_reason, ended_at_ms > 0 AS ended FROM sessions ORDER BY opened_at_ms';
    return storage.sql.exec(query).toArray();
  });
  expect(reasons).toEqual([
    { ended_reason: 'rules_unknown', ended: 1 },
    { ended_reason: null, ended: null },
  ]);
});

it('a round from before sessions had a balance of their own asks the wallet, as it did', async () => {
  new FakePartners().install();
  const player = await launch();
  await spin(player);
  const round = await runInDurableObject(objectOf(player), (_, { storage }) => {
    backTo(2, storage);
    storage.sql.exec(`DROP TABLE transfers; DROP TABLE ledger;
      UPDATE rounds SET data = json_remove(data, '$.mode.purseSessionId');`);
    migrate(storage, PLAYER_MIGRATIONS);
    return new RoundWriter(storage.sql).newest();
  });
  expect(round?.mode).toEqual({
    order: 'outcome_first',
    lean: false,
    combined: false,
    zeroWinClose: false,
    purseSessionId: null,
    grantId: null,
  });
});
