import { type Currency, money } from '@roundgate/contract';
import type { WalletPort, Who } from '../../domain/ports.ts';
import { creditKey, debitKey } from '../../domain/rounds/keys.ts';
import { owedMinor, type Round } from '../../domain/rounds/round.ts';
import type { MoneyAnswer, RollbackAnswer } from '../../domain/wallet/capability.ts';
import { hmacSha256Hex, sha256Hex } from '../../sha256.ts';
import { type PartnerEndpoint, postJson, requestSignature } from '../partner-call.ts';
import { toWire } from './amounts.ts';
import { readAnswer, type Said } from './dialect-answer.ts';
import {
  BODY_HMAC_HEADER,
  type Call,
  type CallShape,
  type Dialect,
  type MeaningTable,
  type PlayerFacts,
  type RoundFacts,
} from './dialect-shape.ts';
import { uuidFromKey } from './uuid-from-key.ts';

/** A dialect, whom it is spoken to, and the meanings in which this one wallet differs from its dialect. */
interface Speaker {
  readonly dialect: Dialect;
  readonly endpoint: PartnerEndpoint;
  readonly errorMap: MeaningTable;
}

const unknown = (why: string) => ({ kind: 'unknown', why }) as const;

/** Key of a call; the rollback has one of its own, for wallets that want every request to have an id. */
function keyOf(call: Call, round: Round): string {
  if (call === 'credit') return creditKey(round);
  return call === 'rollback' ? `${debitKey(round)}:r` : debitKey(round);
}

function factsOf(dialect: Dialect, call: Call, who: Who, round: Round): RoundFacts {
  const { currency, stakeMinor } = round;
  const winMinor = owedMinor(round);
  const idOf = (key: string) => (dialect.ids === 'uuid' ? uuidFromKey(sha256Hex, key) : key);
  const key = keyOf(call, round);
  return {
    playerId: who.playerId,
    currency,
    requestId: uuidFromKey(sha256Hex, `request:${call}:${key}`),
    sessionId: round.sessionId,
    gameId: round.gameId,
    roundId: round.roundId,
    id: idOf(key),
    debitId: idOf(debitKey(round)),
    stakeMinor,
    winMinor,
    stake: toWire(stakeMinor, currency, dialect.amounts),
    win: toWire(winMinor, currency, dialect.amounts),
  };
}

/** The wallet may live below a path of its own, so the call's path is put behind it. */
const addressOf = (baseUrl: string, path: string): URL => new URL(baseUrl.replace(/\/+$/, '') + path);

function headersOf({ dialect, endpoint }: Speaker, url: URL, body: string): Record<string, string> {
  if (dialect.signing === 'request') return requestSignature(endpoint, url, body);
  return { 'x-key-id': endpoint.keyId, [BODY_HMAC_HEADER]: hmacSha256Hex(endpoint.secret, body) };
}

async function ask<Facts extends PlayerFacts>(
  speaker: Speaker,
  call: Call,
  shape: CallShape<Facts>,
  facts: Facts,
  traceId: string,
): Promise<Said> {
  const body = JSON.stringify(shape.request(facts));
  const url = addressOf(speaker.endpoint.baseUrl, shape.path);
  const headers = {
    ...headersOf(speaker, url, body),
    accept: 'application/json',
    'x-trace-id': traceId,
  };
  const answer = await postJson(url, body, headers, speaker.endpoint.timeoutMs);
  if (answer.kind === 'unknown') return answer;
  const { dialect, errorMap } = speaker;
  const expected = { echoes: shape.echoes(facts), balance: shape.balance, currency: facts.currency };
  return readAnswer({ dialect, errorMap, call, expected }, answer.status, answer.text);
}

async function askAboutRound(
  speaker: Speaker,
  call: Exclude<Call, 'balance'>,
  who: Who,
  round: Round,
  traceId: string,
): Promise<Said & { readonly id?: string }> {
  const shape = speaker.dialect.calls[call];
  if (!shape) return unknown(`this wallet has no ${call} of its own`);
  // A win that nobody drew would go out as nothing won.
  if (!round.outcome && (call === 'credit' || call === 'betWin')) return unknown('the round has no outcome');
  try {
    const facts = factsOf(speaker.dialect, call, who, round);
    return { ...(await ask(speaker, call, shape, facts, traceId)), id: facts.id };
  } catch (error) {
    return unknown(error instanceof Error ? error.name : 'failed');
  }
}

async function move(
  speaker: Speaker,
  call: 'debit' | 'credit' | 'betWin',
  who: Who,
  round: Round,
  traceId: string,
): Promise<MoneyAnswer> {
  const { id, ...said } = await askAboutRound(speaker, call, who, round, traceId);
  if (said.kind !== 'success') return said;
  return { kind: 'applied', reference: said.reference ?? id ?? '', balanceMinor: said.balanceMinor };
}

async function undo(speaker: Speaker, who: Who, round: Round, traceId: string): Promise<RollbackAnswer> {
  const { id: _, ...said } = await askAboutRound(speaker, 'rollback', who, round, traceId);
  if (said.kind === 'success') return { kind: 'done', balanceMinor: said.balanceMinor };
  if (said.kind === 'refused' && said.code === 'TRANSACTION_NOT_FOUND') return { kind: 'not_found' };
  return said;
}

async function balanceOf(speaker: Speaker, who: Who, currency: Currency, traceId: string) {
  const requestId = uuidFromKey(sha256Hex, `request:balance:${traceId}`);
  const facts = { playerId: who.playerId, currency, requestId };
  const said = await ask(speaker, 'balance', speaker.dialect.calls.balance, facts, traceId);
  return said.kind === 'success' && said.balanceMinor !== null ? money(said.balanceMinor, currency) : null;
}

/**
 * A wallet that speaks `dialect`. Never throws, never retries; what is not a clear answer is *unknown*. `errorMap` is the
 * operator's own (contract: `error_map`): its entries go before the dialect's, by word or by `call:word`.
 */
export function dialectWallet(
  dialect: Dialect,
  endpoint: PartnerEndpoint,
  errorMap: MeaningTable = {},
): WalletPort {
  const speaker: Speaker = { dialect, endpoint, errorMap };
  return {
    debit: (who, round, traceId) => move(speaker, 'debit', who, round, traceId),
    credit: (who, round, traceId) => move(speaker, 'credit', who, round, traceId),
    ...(dialect.calls.betWin && {
      betWin: (who: Who, round: Round, traceId: string) => move(speaker, 'betWin', who, round, traceId),
    }),
    rollback: (who, round, traceId) => undo(speaker, who, round, traceId),
    status: async () => unknown('this dialect has no status query'),
    balance: (who, currency, traceId) => balanceOf(speaker, who, currency, traceId),
  };
}
