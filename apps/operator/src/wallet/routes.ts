import {
  canonicalJson,
  type Movement,
  OPERATIONS,
  type WalletAward,
  type WalletTransfer,
} from '@roundgate/contract';
import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import type { Config, Env } from '../config.ts';
import type { AppEnv } from '../http/app-env.ts';
import { fieldFault, ProblemError } from '../http/problem.ts';
import { parseBody } from '../http/read-body.ts';
import { ledgerRoute } from './ledger-route.ts';
import type { MovementOutcome, MovementRequest, Refusal } from './movement.ts';
import { checkVersion, readSigned } from './signed-request.ts';

type Sent = z.infer<typeof Movement> | z.infer<typeof WalletTransfer> | z.infer<typeof WalletAward>;
/** What an id ends in, or holds, says what it is for. */
type Mark = ':d' | ':c:' | ':ti' | ':to' | ':b';

/** The id says what it is for; one that is used for something else would stand in the way of the right one later. */
function toRequest(sent: Sent, mark: Mark): MovementRequest {
  if (!sent.transaction_id.includes(mark))
    throw fieldFault('transaction_id', `must contain ${mark} for this kind of movement`);
  const { transaction_id: transactionId, amount } = sent;
  const roundId = 'round_id' in sent ? sent.round_id : null;
  return { transactionId, roundId, amount, content: canonicalJson(sent) };
}

function movementAnswer(c: Context<AppEnv>, outcome: MovementOutcome, sent: Sent): Response {
  const { entry, balance, replayed } = granted(outcome);
  Object.assign(c.get('logged'), { reference: entry.reference, replayed });
  const { transaction_id, amount } = sent;
  const { reference } = entry;
  return c.json({ transaction_id, status: 'applied', amount, balance, reference, replayed });
}

/** The outcome itself, or its refusal as a problem. */
function granted<T extends { readonly ok: boolean }>(outcome: T | Refusal): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new ProblemError((outcome as Refusal).code);
  return outcome as Extract<T, { ok: true }>;
}

/** A rollback names what it undoes: the debit of its round, or a transfer, which has none. */
function checkUndone({
  transaction_id,
  round_id,
}: {
  transaction_id: string;
  round_id: string | null;
}): void {
  const mark = round_id === null ? ':ti' : ':d';
  if (!transaction_id.endsWith(mark))
    throw fieldFault('transaction_id', `must be the id of a ${round_id === null ? 'transfer in' : 'debit'}`);
}

/**
 * The wallet, for the gateway: balance, debit, credit, rollback, status (spec W1, W3), transfers (W2), prizes (W3), and
 * the ledger beside them. A transfer into a session is a debit without a round, one out of it and a prize are credits.
 */
export function walletRoutes(config: Config, env: Env): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const { walletBalance, walletDebit, walletCredit, walletRollback, walletStatus } = OPERATIONS;
  const { walletTransferIn, walletTransferOut, walletBonusAward } = OPERATIONS;
  const account = (playerId: string) => env.ACCOUNTS.getByName(playerId);
  const below = (path: string): string => path.slice('/wallet/v1'.length);

  async function read<S extends z.ZodType<{ player_id: string; transaction_id?: string }>>(
    c: Context<AppEnv>,
    schema: S | undefined,
  ) {
    if (!schema) throw new Error('the operation has no body');
    checkVersion(c.req.header('accept') ?? null);
    const { body, call } = await readSigned(c.req.raw, config.walletKey);
    const sent = parseBody(c.req.raw, body, schema);
    const { player_id, transaction_id } = sent;
    Object.assign(c.get('logged'), { player_id, ...(transaction_id && { transaction_id }) });
    return { sent, call };
  }

  app.post(below(walletBalance.path), async (c) => {
    const { sent, call } = await read(c, walletBalance.request);
    const { balance } = granted(await account(sent.player_id).walletBalance(call, sent.currency));
    return c.json({ balance });
  });
  app.post(below(walletDebit.path), async (c) => {
    const { sent, call } = await read(c, walletDebit.request);
    return movementAnswer(c, await account(sent.player_id).debit(call, toRequest(sent, ':d')), sent);
  });
  app.post(below(walletCredit.path), async (c) => {
    const { sent, call } = await read(c, walletCredit.request);
    return movementAnswer(c, await account(sent.player_id).credit(call, toRequest(sent, ':c:')), sent);
  });
  app.post(below(walletTransferIn.path), async (c) => {
    const { sent, call } = await read(c, walletTransferIn.request);
    return movementAnswer(c, await account(sent.player_id).debit(call, toRequest(sent, ':ti')), sent);
  });
  app.post(below(walletTransferOut.path), async (c) => {
    const { sent, call } = await read(c, walletTransferOut.request);
    return movementAnswer(c, await account(sent.player_id).credit(call, toRequest(sent, ':to')), sent);
  });
  app.post(below(walletBonusAward.path), async (c) => {
    const { sent, call } = await read(c, walletBonusAward.request);
    return movementAnswer(c, await account(sent.player_id).credit(call, toRequest(sent, ':b')), sent);
  });
  app.post(below(walletRollback.path), async (c) => {
    const { sent, call } = await read(c, walletRollback.request);
    const { transaction_id, round_id, reason } = sent;
    checkUndone(sent);
    const outcome = granted(await account(sent.player_id).rollback(call, transaction_id, round_id, reason));
    const { status, balance, replayed } = outcome;
    return c.json({ transaction_id, status, balance, replayed });
  });
  app.post(below(walletStatus.path), async (c) => {
    const { sent, call } = await read(c, walletStatus.request);
    const { transaction_id } = sent;
    const found = granted(await account(sent.player_id).status(call, transaction_id));
    const { status, amount, reference } = found;
    return c.json({ transaction_id, status, amount, reference });
  });
  app.get('/ledger', (c) => ledgerRoute(c, config, env));
  return app;
}
