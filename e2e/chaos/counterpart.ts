// Wallet and RGS in one process of its own: it keeps the truth while the gateway is killed beside it. Speaks the
// contract's v1, checks no signatures, and spoils a share of its answers until it is told to heal.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { type Money, money, PROBLEMS, type ProblemCode, toProblem } from '@roundgate/contract';
import type { LedgerFact } from '@roundgate/contract/audit';

const BUILD = `sha256:${'ab'.repeat(32)}`;
const FAULTS = [
  ...['drop_before', 'drop_before', 'drop_after', 'drop_after', 'garbage', 'other_amount'],
  ...['error_before', 'error_after', 'late', 'refuse', 'hang'],
] as const;
type Fault = (typeof FAULTS)[number];
type Body = Record<string, string> & { amount: Money; stake: Money };
interface Answer {
  readonly status: number;
  readonly body: object;
}

const faultShare = Number(process.env.FAULT_SHARE ?? 0.4);
/** Calls that share one hand of faults. */
const HAND = 5;
let healed = false;
let calls = 0;
let faults = 0;
let hand: boolean[] = [];
const ledger: LedgerFact[] = [];
const undone = new Set<string>();
const draws = new Map<string, { roundId: string; stake: Money; winMinor: number; sessionId: string }>();
const voided = new Set<string>();

const refusal = (code: ProblemCode): Answer => ({ status: PROBLEMS[code].status, body: toProblem(code) });
const ok = (body: object): Answer => ({ status: 200, body });
const balance = money(1_000_000_000, 'EUR');
const applied = (key: string, amount: Money, replayed: boolean): Answer =>
  ok({
    transaction_id: key,
    status: 'applied',
    amount,
    balance,
    reference: `led-${key.slice(0, 60)}`,
    replayed,
  });

function move(kind: 'debit' | 'credit', body: Body): Answer {
  const key = body.transaction_id ?? '';
  const known = ledger.find((row) => row.transactionId === key && row.kind === kind);
  if (undone.has(key)) return refusal('TRANSACTION_VOIDED');
  if (known)
    return known.amountMinor === body.amount.amount_minor
      ? applied(key, body.amount, true)
      : refusal('IDEMPOTENCY_CONFLICT');
  const roundId = body.round_id ?? '';
  ledger.push({
    roundId,
    transactionId: key,
    kind,
    amountMinor: body.amount.amount_minor,
    winMinor: 0,
    atMs: Date.now(),
  });
  return applied(key, body.amount, false);
}

function rollback(body: Body): Answer {
  const key = body.transaction_id ?? '';
  const debit = ledger.find((row) => row.transactionId === key && row.kind === 'debit');
  const replayed = undone.has(key);
  if (debit && !replayed) ledger.push({ ...debit, kind: 'rollback', atMs: Date.now() });
  undone.add(key);
  return ok({ transaction_id: key, status: debit ? 'rolled_back' : 'tombstoned', balance: null, replayed });
}

function status(body: Body): Answer {
  const key = body.transaction_id ?? '';
  const known = ledger.some((row) => row.transactionId === key && row.kind !== 'rollback');
  const state = undone.has(key) ? 'rolled_back' : known ? 'applied' : 'absent';
  return ok({ transaction_id: key, status: state, amount: null, reference: null });
}

function draw(body: Body): Answer {
  const key = body.idempotency_key ?? '';
  if (voided.has(key)) return refusal('ROUND_CLOSED');
  const { round_id: roundId = '', session_id: sessionId = '', stake } = body;
  const winMinor = Math.random() < 0.5 ? 0 : stake.amount_minor * (1 + Math.floor(Math.random() * 9));
  const known = draws.get(key) ?? { roundId, stake, winMinor, sessionId };
  if (known.stake.amount_minor !== stake.amount_minor) return refusal('IDEMPOTENCY_CONFLICT');
  draws.set(key, known);
  const win = money(known.winMinor, 'EUR');
  return ok({
    ...{ spin_id: body.spin_id, round_id: roundId, session_id: known.sessionId, build_hash: BUILD, stake },
    outcome: { win, features: [], events: [{ type: 'round_ended', win_minor: known.winMinor }] },
    ...{ rgs_txns: [], telemetry_ref: 'evt-1', mechanics_version: 'chaos/1' },
    ...{ drawn_at: '2026-01-01T00:00:00.000Z', replayed: false },
  });
}

function voidDraw(body: Body): Answer {
  const key = body.idempotency_key ?? '';
  const keep = body.if_drawn === 'keep' && draws.has(key) && !voided.has(key);
  if (!keep) voided.add(key);
  return ok({ idempotency_key: key, status: keep ? 'already_drawn' : 'voided' });
}

const PARTNER: Readonly<Record<string, (body: Body) => Answer>> = {
  '/rgs/v1/sessions': (body) => ok({ session_id: body.session_id, mechanics_version: 'chaos/1' }),
  '/rgs/v1/spins': draw,
  '/rgs/v1/spins/void': voidDraw,
  '/wallet/v1/balance': () => ok({ balance }),
  '/wallet/v1/debit': (body) => move('debit', body),
  '/wallet/v1/credit': (body) => move('credit', body),
  '/wallet/v1/rollback': rollback,
  '/wallet/v1/status': status,
};
/** Not a part of a round: they always work. */
const STEADY = new Set(['/rgs/v1/sessions', '/wallet/v1/balance']);

const books = (): object => ({
  ledger,
  draws: [...draws].map(([key, { roundId, stake, winMinor }]) => ({
    ...{ roundId, stakeMinor: stake.amount_minor, winMinor, voided: voided.has(key) },
  })),
  calls,
  faults,
});

/** Whether the next call is spoilt: dealt from shuffled hands, so that a run of a few calls has its share too. */
function isSpoilt(): boolean {
  if (hand.length === 0)
    hand = Array.from({ length: HAND }, (_, at) => at < HAND * faultShare)
      .map((spoilt) => ({ spoilt, order: Math.random() }))
      .sort((one, other) => one.order - other.order)
      .map(({ spoilt }) => spoilt);
  return hand.pop() ?? false;
}

function pickFault(path: string): Fault | undefined {
  if (healed || STEADY.has(path)) return undefined;
  calls += 1;
  if (!isSpoilt()) return undefined;
  faults += 1;
  return FAULTS[Math.floor(Math.random() * FAULTS.length)];
}

/** A refusal of what was never carried out; a repeat of what was is recognised before any such check. */
function refusedFirst(path: string, body: Body): Answer | undefined {
  const key = body.transaction_id ?? '';
  if (path === '/rgs/v1/spins' && !draws.has(body.idempotency_key ?? '')) return refusal('STAKE_NOT_ALLOWED');
  const isNew = path === '/wallet/v1/debit' && !ledger.some((row) => row.transactionId === key);
  return isNew && !undone.has(key) ? refusal('INSUFFICIENT_FUNDS') : undefined;
}

/** Carries out a call with its fault; nothing is returned where the caller hears nothing. */
function spoil(fault: Fault | undefined, path: string, body: Body): Answer | string | undefined {
  const carryOut = (): Answer => PARTNER[path]?.(body) ?? { status: 404, body: {} };
  switch (fault) {
    case undefined:
      return carryOut();
    case 'drop_before':
    case 'hang':
      return undefined;
    case 'drop_after':
      carryOut();
      return undefined;
    case 'late':
      setTimeout(carryOut, 200 + Math.random() * 3_000);
      return undefined;
    case 'garbage':
      carryOut();
      return '<html>';
    case 'other_amount':
      return ok({ ...carryOut().body, amount: money(7, 'EUR'), stake: money(7, 'EUR') });
    case 'error_before':
      return { status: 500, body: {} };
    case 'error_after':
      return { status: 500, body: carryOut().body };
    case 'refuse':
      return refusedFirst(path, body) ?? carryOut();
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '';
  if (path === '/books') return void response.end(JSON.stringify(books()));
  if (path === '/heal') {
    healed = true;
    return void response.end('{}');
  }
  const body = (await json(request)) as Body;
  const fault = pickFault(path);
  const told = spoil(fault, path, body);
  // A silent partner: now and then the caller has to find that out by itself.
  if (told === undefined)
    return fault === 'hang' && Math.random() < 0.2 ? undefined : void request.socket.destroy();
  const text = typeof told === 'string' ? told : JSON.stringify(told.body);
  response
    .writeHead(typeof told === 'string' ? 200 : told.status, { 'content-type': 'application/json' })
    .end(text);
}

const server = createServer((request, response) => void answer(request, response));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
