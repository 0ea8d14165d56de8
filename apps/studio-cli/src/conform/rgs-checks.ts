import { type Currency, money, OPERATIONS } from '@roundgate/contract';
import { type Check, check, measure } from './check.ts';
import { type Heard, must, mustBeProblem, mustDo, mustRefuse, type Probe, type Spoilt } from './probe.ts';

/** A spin as the gateway asks for it. */
export interface SpinRequest {
  readonly spin_id: string;
  readonly round_id: string;
  readonly session_id: string;
  readonly stake: ReturnType<typeof money>;
  readonly spin_type: 'cash' | 'free';
  readonly grant_id?: string;
  readonly idempotency_key: string;
}

/** Whose session is tried, and of which game. */
export interface SessionOwner {
  readonly operator_id: string;
  readonly player_id: string;
  readonly game_id: string;
}

/** Spins in one session that the RGS knows. */
export class RgsSession {
  readonly probe: Probe;
  readonly #sessionId: string;
  readonly #stakeMinor: number;
  readonly currency: Currency;
  readonly #run: string;
  /** Whose session it is; what a packet of free spins is named by. Undefined when nobody said. */
  readonly owner: SessionOwner | undefined;
  #spins = 0;

  constructor(probe: Probe, sessionId: string, currency: Currency, stakeMinor: number, owner?: SessionOwner) {
    this.owner = owner;
    this.probe = probe;
    this.#sessionId = sessionId;
    this.currency = currency;
    this.#stakeMinor = stakeMinor;
    this.#run = probe.nonce().slice(0, 12);
  }

  /** A spin that nobody has asked for yet. */
  spin(): SpinRequest {
    this.#spins += 1;
    const key = `cf${this.#run}${this.#spins}`;
    return {
      spin_id: `spin-${key}`,
      round_id: `rnd-${key}`,
      session_id: this.#sessionId,
      stake: money(this.#stakeMinor, this.currency),
      spin_type: 'cash',
      idempotency_key: key,
    };
  }

  draw(spin: unknown, spoilt?: Spoilt): Promise<Heard> {
    return this.probe.post(OPERATIONS.rgsSpin.path, spin, spoilt);
  }

  void(spin: SpinRequest, ifDrawn: 'keep' | 'discard'): Promise<Heard> {
    const { session_id, round_id, idempotency_key, grant_id } = spin;
    const key = { session_id, round_id, idempotency_key, ...(grant_id && { grant_id }) };
    const body = { ...key, if_drawn: ifDrawn, reason: 'CONFORMANCE' };
    return this.probe.post(OPERATIONS.rgsVoid.path, body);
  }

  replay({ spin_id }: SpinRequest): Promise<Heard> {
    return this.probe.get(OPERATIONS.rgsReplay.path.replace('{spin_id}', spin_id));
  }
}

const outcomeOf = (heard: Heard): string => JSON.stringify(mustDo(heard, 'the spin').outcome);

const DRAWS: readonly Check<RgsSession>[] = [
  check('rgs.spin.shape', 'a spin answers by the contract and echoes its stake', async (session) => {
    const spin = session.spin();
    const body = mustDo(await session.draw(spin), 'the spin');
    const parsed = OPERATIONS.rgsSpin.response.safeParse(body);
    must(
      parsed.success,
      `not of the contract: ${parsed.error?.issues[0]?.path.join('.')} ${parsed.error?.issues[0]?.message}`,
    );
    must(JSON.stringify(body.stake) === JSON.stringify(spin.stake), 'the stake is another one');
  }),
  check(
    'rgs.spin.win-is-events',
    'the win is what the last event tells, in the currency of the stake',
    async (session) => {
      for (let index = 0; index < 20; index += 1) {
        const { outcome } = mustDo(await session.draw(session.spin()), 'the spin') as { outcome?: Outcome };
        const told = outcome?.events.find(({ type }) => type === 'round_ended')?.win_minor;
        must(
          told === outcome?.win.amount_minor,
          `win ${outcome?.win.amount_minor}, the events end with ${told}`,
        );
        must(outcome?.win.currency === session.currency, `the win is in ${outcome?.win.currency}`);
      }
    },
  ),
  check('rgs.spin.repeat', 'a spin asked for twice has one outcome', async (session) => {
    for (let index = 0; index < 10; index += 1) {
      const spin = session.spin();
      const first = outcomeOf(await session.draw(spin));
      must(outcomeOf(await session.draw(spin)) === first, 'two outcomes for one key');
    }
  }),
  check(
    'rgs.spin.parallel-duplicates',
    'ten requests with one key at the same moment have one outcome',
    async (session) => {
      for (let index = 0; index < 3; index += 1) {
        const spin = session.spin();
        const heard = await Promise.all(Array.from({ length: 10 }, () => session.draw(spin)));
        must(new Set(heard.map(outcomeOf)).size === 1, 'several outcomes for one key');
      }
    },
  ),
  check('rgs.spin.conflict', 'a key that comes back with another stake is a conflict', async (session) => {
    const spin = session.spin();
    mustDo(await session.draw(spin), 'the spin');
    const other = { ...spin, stake: money(spin.stake.amount_minor * 2, session.currency) };
    mustRefuse(await session.draw(other), ['IDEMPOTENCY_CONFLICT'], 'another stake');
  }),
  check('rgs.replay.same', 'a replay draws the very same outcome', async (session) => {
    const spin = session.spin();
    const outcome = mustDo(await session.draw(spin), 'the spin').outcome as Outcome;
    const replay = mustDo(await session.replay(spin), 'the replay') as unknown as Outcome & {
      matches?: boolean;
    };
    must(replay.matches === true, 'the replay says that it does not match');
    must(JSON.stringify(replay.events) === JSON.stringify(outcome.events), 'the replay tells other events');
    must(replay.win.amount_minor === outcome.win.amount_minor, 'the replay tells another win');
  }),
];
interface Outcome {
  readonly win: { readonly amount_minor: number; readonly currency: string };
  readonly events: readonly { readonly type: string; readonly win_minor?: number }[];
}

const VOIDS: readonly Check<RgsSession>[] = [
  check('rgs.void.tombstone', 'a spin that comes after its void is refused for ever', async (session) => {
    const spin = session.spin();
    must(
      mustDo(await session.void(spin, 'keep'), 'the void').status === 'voided',
      'the void of an unknown spin is not voided',
    );
    mustRefuse(await session.draw(spin), ['ROUND_CLOSED'], 'the late spin');
  }),
  check(
    'rgs.void.keep',
    'a void that would keep a draw says that it was drawn, and changes nothing',
    async (session) => {
      const spin = session.spin();
      const outcome = outcomeOf(await session.draw(spin));
      must(
        mustDo(await session.void(spin, 'keep'), 'the void').status === 'already_drawn',
        'the draw was not kept',
      );
      must(outcomeOf(await session.draw(spin)) === outcome, 'the outcome is another one now');
    },
  ),
  check('rgs.void.discard', 'a discarded draw cannot come back', async (session) => {
    const spin = session.spin();
    outcomeOf(await session.draw(spin));
    must(
      mustDo(await session.void(spin, 'discard'), 'the void').status === 'voided',
      'the draw was not discarded',
    );
    mustRefuse(await session.draw(spin), ['ROUND_CLOSED'], 'the spin');
  }),
  check('rgs.void.twice', 'a void sent twice is answered alike', async (session) => {
    const spin = session.spin();
    const [first, second] = [await session.void(spin, 'discard'), await session.void(spin, 'discard')];
    must(mustDo(first, 'the void').status === mustDo(second, 'the second void').status, 'two answers');
  }),
];

const refuses = async (session: RgsSession, spin: unknown, what: string, spoilt?: Spoilt): Promise<void> =>
  mustBeProblem(await session.draw(spin, spoilt), what);

const TRANSPORT: readonly Check<RgsSession>[] = [
  check('rgs.auth.signature', 'a wrong signature is refused', (session) =>
    refuses(session, session.spin(), 'a wrong secret', { secret: 'not-the-secret-of-this-key-at-all' }),
  ),
  check('rgs.auth.stale', 'a signature of an hour ago is refused', (session) =>
    refuses(session, session.spin(), 'an old signature', { timestampMs: session.probe.nowMs() - 3_600_000 }),
  ),
  check('rgs.auth.nonce', 'a request that comes again with its nonce is refused', async (session) => {
    const [spin, nonce, timestampMs] = [session.spin(), session.probe.nonce(), session.probe.nowMs()];
    mustDo(await session.draw(spin, { nonce, timestampMs }), 'the request');
    await refuses(session, spin, 'the very same request again', { nonce, timestampMs });
  }),
  check('rgs.body.truncated', 'a body that breaks off is refused', (session) =>
    refuses(session, {}, 'half a body', { text: JSON.stringify(session.spin()).slice(0, 40) }),
  ),
  check('rgs.session.unknown', 'a session that nobody announced is refused', (session) =>
    refuses(session, { ...session.spin(), session_id: 's-nobody-announced-this' }, 'an unknown session'),
  ),
  check('rgs.stake.negative', 'a negative stake is refused', (session) =>
    refuses(
      session,
      { ...session.spin(), stake: { ...money(1, session.currency), amount_minor: -1 } },
      'a stake of -1',
    ),
  ),
  check('rgs.throughput', 'two hundred spins in parallel are all drawn', (session) =>
    measure(200, 16, async () => void mustDo(await session.draw(session.spin()), 'a spin')),
  ),
];

/** Everything that the round machine rests on, as the contract's RGS promises it. */
export const RGS_CHECKS: readonly Check<RgsSession>[] = [...DRAWS, ...VOIDS, ...TRANSPORT];
