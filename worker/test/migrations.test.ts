import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, expect, it } from 'vitest';
import { migrate, PLAYER_MIGRATIONS } from '../src/storage/migrations.ts';
import { RoundWriter } from '../src/storage/rounds.ts';
import { certify, launch, objectOf, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';

beforeAll(() => certify());

it('a round from before sessions had a balance of their own asks the wallet, as it did', async () => {
  new FakePartners().install();
  const player = await launch();
  await spin(player);
  const round = await runInDurableObject(objectOf(player), (_, { storage }) => {
    storage.sql.exec(`DROP TABLE transfers; DROP TABLE ledger; DELETE FROM migrations WHERE number > 2;
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
  });
});
