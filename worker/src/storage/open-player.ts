import { EnrolmentRows } from './campaign-rows.ts';
import { AwardWriter, EntryWriter } from './entries.ts';
import { GrantWriter } from './grants.ts';
import { JackpotTotalsWriter } from './jackpot-totals.ts';
import { LedgerWriter } from './ledger.ts';
import { PlayerWriter } from './player.ts';
import { RgWriter } from './rg.ts';
import { RoundWriter } from './rounds.ts';
import { TransferWriter } from './transfers.ts';

/** All that one player object has on disk, and the transactions that it is written in. */
export function openPlayer(storage: DurableObjectStorage) {
  const { sql } = storage;
  const [rounds, player, rg] = [new RoundWriter(sql), new PlayerWriter(sql), new RgWriter(sql)];
  const entries = new EntryWriter(sql);
  const campaigns = new EnrolmentRows(sql);
  const transaction = (work: () => void): void => {
    try {
      storage.transactionSync(work);
    } catch (error) {
      for (const rows of [rounds, player, rg, entries, campaigns]) rows.forget();
      throw error;
    }
  };
  const purses = { transfers: new TransferWriter(sql), ledger: new LedgerWriter(sql) };
  const [grants, jackpots] = [new GrantWriter(sql), new JackpotTotalsWriter(sql)];
  const awards = new AwardWriter(sql);
  return { rounds, player, rg, purses, grants, jackpots, entries, awards, campaigns, transaction };
}
