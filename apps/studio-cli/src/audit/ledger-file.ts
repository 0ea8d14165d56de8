import type { LedgerFact } from '@roundgate/contract/audit';
import { z } from 'zod';
import { checkShape, parseJson, readBytes } from '../build/read-json.ts';

/**
 * A wallet's own ledger as a file: the answer of the reference operator's `/wallet/v1/ledger`, or any export with these
 * fields. Amounts are minor units, with or without a sign: the kind says which way the money went.
 */
const LedgerFile = z.object({
  entries: z.array(
    z.object({
      transaction_id: z.string(),
      kind: z.string(),
      amount_minor: z.int(),
      round_id: z.string().nullable(),
      ts: z.iso.datetime(),
    }),
  ),
});

const KINDS: ReadonlySet<string> = new Set(['debit', 'credit', 'rollback']);
const MEND = 'export the ledger of this player with transaction_id, kind, amount_minor, round_id and ts';

/** Reads the movements of rounds; deposits and transfers are not a round's business. Throws a `Failure`. */
export function readLedgerFile(path: string): LedgerFact[] {
  const { entries } = checkShape(LedgerFile, parseJson(readBytes(path, MEND), path), path, MEND);
  return entries.flatMap((entry) => {
    const { kind, round_id: roundId } = entry;
    if (roundId === null || !KINDS.has(kind)) return [];
    return [
      {
        roundId,
        transactionId: entry.transaction_id,
        kind: kind as LedgerFact['kind'],
        amountMinor: Math.abs(entry.amount_minor),
        winMinor: 0,
        atMs: Date.parse(entry.ts),
      },
    ];
  });
}
