import { type Currency, PlayerId, toTimestamp } from '@roundgate/contract';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Config, Env } from '../config.ts';
import type { AppEnv } from '../http/app-env.ts';
import { check, ProblemError } from '../http/problem.ts';
import type { Entry, RoundNet } from './movement.ts';
import { checkVersion, readSigned } from './signed-request.ts';

const MAX_ROWS = 10_000;
const Query = z.strictObject({
  player_id: PlayerId,
  after_seq: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
});

/** A ledger row on the wire. `amount_minor` is signed: what the row did to the balance. */
export interface LedgerEntryView {
  readonly seq: number;
  readonly transaction_id: string;
  readonly kind: Entry['kind'];
  readonly amount_minor: number;
  readonly currency: Currency;
  readonly balance_after_minor: number;
  readonly round_id: string | null;
  readonly reference: string;
  readonly ts: string;
}

const entryView = (entry: Entry): LedgerEntryView => ({
  seq: entry.seq,
  transaction_id: entry.transactionId,
  kind: entry.kind,
  amount_minor: entry.amountMinor,
  currency: entry.currency,
  balance_after_minor: entry.balanceAfterMinor,
  round_id: entry.roundId,
  reference: entry.reference,
  ts: toTimestamp(entry.atMs),
});

const roundView = ({ roundId, currency, netMinor }: RoundNet) => ({
  round_id: roundId,
  currency,
  net_minor: netMinor,
});

/**
 * `GET /wallet/v1/ledger?player_id=…[&after_seq=…]`, signed like the rest. Operator-internal, for reconciliation and the
 * smoke test; not part of the contract. Answers
 * `{entries, rounds, nets, net_minor, next_after_seq}`: the rows in the order written, the net of every round among them,
 * and what all play (debits, credits, rollbacks; no deposits) did to the money by currency. `net_minor` is that figure
 * when there is one currency only (0 when nothing was played), else null: amounts of two currencies have no sum.
 * `next_after_seq` is null unless the ledger has more than 10,000 further rows.
 */
export async function ledgerRoute(c: Context<AppEnv>, config: Config, env: Env): Promise<Response> {
  checkVersion(c.req.header('accept') ?? null);
  const { call } = await readSigned(c.req.raw, config.walletKey);
  const { player_id, after_seq } = check(Query, c.req.query());
  const part = await env.ACCOUNTS.getByName(player_id).ledgerPart(call, after_seq, MAX_ROWS);
  if (!part.ok) throw new ProblemError(part.code);
  const { entries, rounds, nets, more } = part;
  return c.json({
    entries: entries.map(entryView),
    rounds: rounds.map(roundView),
    nets: nets.map(({ currency, netMinor }) => ({ currency, net_minor: netMinor })),
    net_minor: nets.length > 1 ? null : (nets[0]?.netMinor ?? 0),
    next_after_seq: more ? (entries.at(-1)?.seq ?? null) : null,
  });
}
