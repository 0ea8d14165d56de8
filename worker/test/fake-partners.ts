import {
  type JackpotOffer,
  type Money,
  money,
  OPERATIONS,
  PROBLEMS,
  type ProblemCode,
  toProblem,
} from '@roundgate/contract';
import { vi } from 'vitest';

/** What goes wrong with one call: lost on the way there or back, answered as nonsense, or refused. */
export type Fault =
  | 'lost_before'
  | 'lost_after'
  | 'garbage'
  | 'other_amount'
  | 'error_500'
  | { refuse: ProblemCode }
  | { hold: Promise<unknown> };
type CallName =
  | 'announce'
  | 'grant'
  | 'draw'
  | 'void'
  | 'debit'
  | 'credit'
  | 'rollback'
  | 'status'
  | 'balance'
  | 'transfer_in'
  | 'transfer_out'
  | 'bonus_award';

interface Posting {
  readonly atMs: number;
  readonly key: string;
  readonly kind: 'debit' | 'credit' | 'rollback' | 'transfer_in' | 'transfer_out' | 'bonus_award';
  readonly amountMinor: number;
}

const PATHS: Record<string, CallName> = {
  [OPERATIONS.rgsCreateSession.path]: 'announce',
  [OPERATIONS.rgsGrantFreeSpins.path]: 'grant',
  [OPERATIONS.rgsSpin.path]: 'draw',
  [OPERATIONS.rgsVoid.path]: 'void',
  [OPERATIONS.walletDebit.path]: 'debit',
  [OPERATIONS.walletCredit.path]: 'credit',
  [OPERATIONS.walletRollback.path]: 'rollback',
  [OPERATIONS.walletStatus.path]: 'status',
  [OPERATIONS.walletBalance.path]: 'balance',
  [OPERATIONS.walletTransferIn.path]: 'transfer_in',
  [OPERATIONS.walletTransferOut.path]: 'transfer_out',
  [OPERATIONS.walletBonusAward.path]: 'bonus_award',
};

/** A stored draw. */
interface Draw {
  readonly winMinor: number;
  readonly fingerprint: string;
  readonly sessionId: string;
  readonly roundId: string;
  readonly stake: Money;
  readonly txns: FakePartners['contributions'];
  readonly hit: { jackpot_id: string; run: number } | null;
  readonly grantId: string | undefined;
}

/** The seed that these partners draw with, as its promise is published. */
export const SEEDS = [
  { seed_id: 'seed-1', status: 'drawing', commitment: `sha256:${'5c'.repeat(32)}`, draw_root: null },
];

type Body = Record<string, string> & { amount: Money; stake: Money; jackpots?: JackpotOffer[] };
const TAKES: ReadonlySet<string> = new Set(['debit', 'transfer_in']);
const problem = (code: ProblemCode): Response =>
  Response.json(toProblem(code), { status: PROBLEMS[code].status });

/** What the transactions of one round or transfer have in common: all but the leg. */
const legsOf = (key = ''): string => key.split(':')[0] ?? '';

/**
 * Who booked which transactions. A round of an earlier test may still be driven after its object was aborted by a later one:
 * the partners that know it answer, not those of the test that runs.
 */
const bookedBy = new Map<string, FakePartners>();

/**
 * A wallet and an RGS that keep their own truth outside the gateway, so that the truth outlives an aborted object.
 * Faults are queued per call and used up one by one.
 */
export class FakePartners {
  readonly ledger: Posting[] = [];
  readonly tombstones = new Set<string>();
  readonly draws = new Map<string, Draw>();
  readonly voided = new Set<string>();
  /** How many spins each packet holds that was issued here. */
  readonly grants = new Map<string, number>();
  readonly calls: CallName[] = [];
  balanceMinor = 100_000;
  /** What the next new draw wins. */
  winMinor = 0;
  /** Asked for a fault where none is planned. */
  chance: ((call: CallName) => Fault | undefined) | undefined;
  /** What the next draws say of themselves: features set off, and pools paid into. */
  features: { type: string; name: string; count: number }[] = [];
  contributions: { type: 'jackpot_contribution'; jackpot_id: string; amount: Money }[] = [];
  /** What the next draws put into each meter that they are offered, and which of them they hit. */
  contributesMinor = 0;
  hits: string | undefined;
  /** The meters that the last draw was offered. */
  offered: readonly JackpotOffer[] = [];
  faulted = 0;
  /** How draws come out when they are made again. */
  redraws: 'same' | 'differs' | 'other_mechanics' | 'lost' = 'same';
  readonly #faults = new Map<CallName, Fault[]>();

  /** Queues faults for the next calls of one kind. */
  plan(call: CallName, ...faults: Fault[]): void {
    this.#faults.set(call, [...(this.#faults.get(call) ?? []), ...faults]);
  }

  count(call: CallName): number {
    return this.calls.filter((name) => name === call).length;
  }

  netMinor(): number {
    return this.ledger.reduce(
      (sum, { kind, amountMinor }) => sum + (TAKES.has(kind) ? -amountMinor : amountMinor),
      0,
    );
  }

  /** New ones that answer already. */
  static installed(): FakePartners {
    const partners = new FakePartners();
    partners.install();
    return partners;
  }

  /** Answers in the gateway's place of `fetch`. */
  install(): void {
    vi.stubGlobal('fetch', (url: string | URL, init: RequestInit) => {
      if (init.method === 'GET') return this.#tell(new URL(url).pathname);
      const body = JSON.parse(String(init.body)) as Body;
      const answering = bookedBy.get(legsOf(body.transaction_id)) ?? this;
      return answering.#answer(new URL(url).pathname, body);
    });
  }

  async #answer(path: string, body: Body): Promise<Response> {
    const name = PATHS[path];
    if (!name) throw new Error(`no partner answers ${path}`);
    this.calls.push(name);
    const fault = this.#faults.get(name)?.shift() ?? this.chance?.(name);
    if (fault) this.faulted += 1;
    if (fault === 'lost_before') throw new TypeError('connection lost');
    if (typeof fault === 'object' && 'hold' in fault) await fault.hold;
    if (typeof fault === 'object' && 'refuse' in fault) return problem(fault.refuse);
    const answer = this.#do(name, body);
    if (fault === 'lost_after') throw new TypeError('connection lost');
    if (fault === 'garbage') return new Response('<html>', { status: 200 });
    if (fault === 'error_500') return new Response('oops', { status: 500 });
    if (fault === 'other_amount')
      return Response.json({ ...((await answer.json()) as object), amount: money(7, 'EUR') });
    return answer;
  }

  /** What the game server tells of the draws that it has stored. */
  async #tell(path: string): Promise<Response> {
    const key = /spin-(\w+)\/replay$/.exec(path)?.[1] ?? '';
    const draw = this.draws.get(key);
    if (path === OPERATIONS.rgsListSeeds.path) return Response.json({ seeds: SEEDS });
    if (this.redraws === 'lost') throw new TypeError('connection lost');
    if (this.redraws === 'other_mechanics') return problem('REPLAY_NOT_POSSIBLE');
    if (!draw) return problem('SPIN_NOT_FOUND');
    return Response.json({
      ...{
        spin_id: `spin-${key}`,
        round_id: draw.roundId,
        session_id: draw.sessionId,
        build_hash: BUILD_HASH,
      },
      ...{ stake: draw.stake, win: money(draw.winMinor, draw.stake.currency) },
      events: [{ type: 'round_ended', win_minor: draw.winMinor }],
      ...{ matches: this.redraws === 'same', voided: this.voided.has(key), mechanics_version: 'fake/1' },
      ...{ model_hash: BUILD_HASH, seed_id: 'seed-1', nonce: key, draws: [] },
      drawn_at: '2026-01-01T00:00:00.000Z',
    });
  }

  #do(name: CallName, body: Body): Response {
    switch (name) {
      case 'announce':
        return Response.json({ session_id: body.session_id, mechanics_version: 'fake/1' });
      case 'grant':
        this.grants.set(String(body.grant_id), Number(body.count));
        return Response.json({ grant_id: body.grant_id });
      case 'draw':
        return this.#draw(body);
      case 'void':
        return this.#void(body);
      case 'debit':
      case 'transfer_in':
        return this.#take(name, body);
      case 'transfer_out':
      case 'credit':
      case 'bonus_award':
        return this.#post(name, body.transaction_id ?? '', body.amount);
      case 'rollback':
        return this.#rollback(body.transaction_id ?? '');
      case 'status':
        return this.#status(body.transaction_id ?? '');
      case 'balance':
        return Response.json({ balance: money(this.balanceMinor, 'EUR') });
    }
  }

  #draw(body: Body): Response {
    const key = body.idempotency_key ?? '';
    const fingerprint = JSON.stringify([body.stake, body.grant_id]);
    if (this.voided.has(key)) return problem('ROUND_CLOSED');
    if (!this.draws.has(key) && this.#isSpent(body.grant_id)) return problem('GRANT_NOT_FOUND');
    const known = this.draws.get(key) ?? {
      winMinor: this.winMinor,
      fingerprint,
      sessionId: body.session_id ?? '',
      roundId: body.round_id ?? '',
      stake: body.stake,
      ...this.#jackpots(body),
      grantId: body.grant_id,
    };
    if (known.fingerprint !== fingerprint) return problem('IDEMPOTENCY_CONFLICT');
    this.draws.set(key, known);
    const win = money(known.winMinor, body.stake.currency);
    return Response.json({
      spin_id: body.spin_id,
      round_id: body.round_id,
      session_id: known.sessionId,
      build_hash: BUILD_HASH,
      stake: body.stake,
      outcome: {
        ...{ win, features: this.features, jackpot: known.hit },
        events: [{ type: 'round_ended', win_minor: known.winMinor }],
      },
      rgs_txns: known.txns,
      telemetry_ref: 'evt-1',
      mechanics_version: 'fake/1',
      drawn_at: '2026-01-01T00:00:00.000Z',
      replayed: false,
    });
  }

  /** What a new draw makes of the meters that it is offered. */
  #jackpots({ jackpots = [], stake }: Body): Pick<Draw, 'txns' | 'hit'> {
    this.offered = jackpots;
    const hit = jackpots.find(({ jackpot_id }) => jackpot_id === this.hits);
    const txns = jackpots.map(({ jackpot_id }) => ({
      ...{ type: 'jackpot_contribution' as const, jackpot_id },
      amount: money(this.contributesMinor, stake.currency),
    }));
    return {
      txns: this.contributesMinor > 0 ? txns : this.contributions,
      hit: hit ? { jackpot_id: hit.jackpot_id, run: hit.run } : null,
    };
  }

  /** True when a packet was never issued here, or all its spins are drawn and not voided. */
  #isSpent(grantId: string | undefined): boolean {
    if (grantId === undefined) return false;
    const drawn = [...this.draws].filter(([key, draw]) => draw.grantId === grantId && !this.voided.has(key));
    return drawn.length >= (this.grants.get(grantId) ?? 0);
  }

  #void(body: Body): Response {
    const key = body.idempotency_key ?? '';
    const keep = body.if_drawn === 'keep' && this.draws.has(key) && !this.voided.has(key);
    if (!keep) this.voided.add(key);
    const jackpot_id = this.draws.get(key)?.hit?.jackpot_id ?? null;
    return Response.json({ idempotency_key: key, status: keep ? 'already_drawn' : 'voided', jackpot_id });
  }

  #take(kind: 'debit' | 'transfer_in', body: Body): Response {
    const key = body.transaction_id ?? '';
    const known = this.ledger.find((posting) => posting.key === key && posting.kind === kind);
    if (known) return this.#applied(key, body.amount, true);
    if (this.tombstones.has(key)) return problem('TRANSACTION_VOIDED');
    if (this.balanceMinor < body.amount.amount_minor) return problem('INSUFFICIENT_FUNDS');
    return this.#post(kind, key, body.amount);
  }

  #post(kind: Exclude<Posting['kind'], 'rollback'>, key: string, amount: Money): Response {
    const known = this.ledger.find((posting) => posting.key === key);
    if (known && known.amountMinor !== amount.amount_minor) return problem('IDEMPOTENCY_CONFLICT');
    if (known) return this.#applied(key, amount, true);
    this.ledger.push({ key, kind, amountMinor: amount.amount_minor, atMs: Date.now() });
    bookedBy.set(legsOf(key), this);
    this.balanceMinor += TAKES.has(kind) ? -amount.amount_minor : amount.amount_minor;
    return this.#applied(key, amount, false);
  }

  #applied(key: string, amount: Money, replayed: boolean): Response {
    const balance = money(this.balanceMinor, amount.currency);
    return Response.json({
      transaction_id: key,
      status: 'applied',
      amount,
      balance,
      reference: `led-${key}`,
      replayed,
    });
  }

  #rollback(key: string): Response {
    const debit = this.ledger.find((posting) => posting.key === key && TAKES.has(posting.kind));
    const replayed = this.tombstones.has(key);
    if (debit && !replayed) {
      this.ledger.push({ key, kind: 'rollback', amountMinor: debit.amountMinor, atMs: Date.now() });
      this.balanceMinor += debit.amountMinor;
    }
    this.tombstones.add(key);
    return Response.json({
      transaction_id: key,
      status: debit ? 'rolled_back' : 'tombstoned',
      balance: null,
      replayed,
    });
  }

  #status(key: string): Response {
    const applied = this.ledger.find((posting) => posting.key === key && posting.kind !== 'rollback');
    const status = this.tombstones.has(key) ? 'rolled_back' : applied ? 'applied' : 'absent';
    const amount = applied ? money(applied.amountMinor, 'EUR') : null;
    return Response.json({ transaction_id: key, status, amount, reference: null });
  }
}

/** The one build that tests are certified for. */
export const BUILD_HASH = `sha256:${'ab'.repeat(32)}`;
