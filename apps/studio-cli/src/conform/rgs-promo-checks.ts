import { type JackpotOffer, type Money, money, OPERATIONS } from '@roundgate/contract';
import { type Check, check } from './check.ts';
import { type Heard, must, mustDo, mustRefuse } from './probe.ts';
import type { RgsSession, SpinRequest } from './rgs-checks.ts';

const COUNT = 3;
const NOT_THERE = 'skipped: this server answers 404 to a packet of free spins';
const NO_PLAYER = "skipped: free spins need --player, --operator and --game of the session's player";
const NO_METERS = 'skipped: this server puts nothing into meters that it is offered';

/** A packet for the player of the session, as the gateway issues it. */
interface Packet {
  readonly grant_id: string;
  readonly count: number;
  readonly bet_size: Money;
}

const issue = (session: RgsSession, packet: object): Promise<Heard> =>
  session.probe.post(OPERATIONS.rgsGrantFreeSpins.path, packet);

function packetOf(session: RgsSession, count = COUNT): Packet | undefined {
  const { owner } = session;
  if (!owner) return undefined;
  const grant_id = `fs-${session.spin().idempotency_key}`;
  return { ...owner, grant_id, count, bet_size: session.spin().stake };
}

const freeSpin = (session: RgsSession, { grant_id }: Packet): SpinRequest => ({
  ...session.spin(),
  spin_type: 'free',
  grant_id,
});

/** A check on free spins; what the server does not offer is not held against it, and the reason is told. */
const ofGrants = (
  id: string,
  title: string,
  run: (session: RgsSession, packet: Packet) => Promise<void>,
): Check<RgsSession> =>
  check(id, title, async (session) => {
    const packet = packetOf(session);
    if (!packet) return NO_PLAYER;
    const heard = await issue(session, packet);
    if (heard.status === 404) return NOT_THERE;
    mustDo(heard, 'the packet');
    await run(session, packet);
  });

const GRANTS: readonly Check<RgsSession>[] = [
  ofGrants('rgs.grant.repeat', 'a packet that is issued twice is one packet', async (session, packet) => {
    mustDo(await issue(session, packet), 'the same packet again');
    for (let spin = 0; spin < COUNT; spin += 1)
      mustDo(await session.draw(freeSpin(session, packet)), 'a free spin');
    mustRefuse(await session.draw(freeSpin(session, packet)), ['GRANT_NOT_FOUND'], 'one spin more');
  }),
  ofGrants('rgs.grant.conflict', 'a packet with another count is a conflict', async (session, packet) => {
    const other = { ...packet, count: COUNT + 1 };
    mustRefuse(await issue(session, other), ['IDEMPOTENCY_CONFLICT'], 'the other packet');
  }),
  ofGrants(
    'rgs.grant.spent',
    'free spins are spent one by one, a repeat takes none, and over the count none is drawn',
    async (session, packet) => {
      const spins = Array.from({ length: COUNT }, () => freeSpin(session, packet));
      for (const spin of [...spins, ...spins]) mustDo(await session.draw(spin), 'a free spin');
      mustRefuse(await session.draw(freeSpin(session, packet)), ['GRANT_NOT_FOUND'], 'one spin more');
    },
  ),
  ofGrants('rgs.grant.void', 'a void gives the free spin back', async (session, packet) => {
    const spins = Array.from({ length: COUNT }, () => freeSpin(session, packet));
    for (const spin of spins) mustDo(await session.draw(spin), 'a free spin');
    const [first] = spins;
    if (first) mustDo(await session.void(first, 'discard'), 'the void');
    mustDo(await session.draw(freeSpin(session, packet)), 'the spin that was given back');
    mustRefuse(await session.draw(freeSpin(session, packet)), ['GRANT_NOT_FOUND'], 'one spin more');
  }),
];

const offer = (jackpot_id: string): JackpotOffer => ({
  ...{ jackpot_id, run: 1, meter_minor: 1_000, contribution_ppm: 100_000, meter_ppm: 80_000 },
  trigger: { kind: 'random', one_in_minor: 4_000_000_000 },
});
const given = (heard: Heard): string => JSON.stringify(mustDo(heard, 'the spin').rgs_txns);

/** A spin that may play for a new meter; undefined when the server gives nothing to it. */
async function contributing(session: RgsSession) {
  const { idempotency_key } = session.spin();
  const jackpots = [offer(`conform-${idempotency_key.toLowerCase()}.grand`)];
  const stake = money(Math.max(100, session.spin().stake.amount_minor), session.currency);
  const spin = { ...session.spin(), stake, jackpots };
  const txns = given(await session.draw(spin));
  return txns === '[]' ? undefined : { spin, txns };
}

const METERS: readonly Check<RgsSession>[] = [
  check('rgs.jackpot.repeat', 'a repeated spin contributes the very same', async (session) => {
    const first = await contributing(session);
    if (!first) return NO_METERS;
    const { spin, txns } = first;
    must(given(await session.draw(spin)) === txns, 'the repeat contributes something else');
    const { jackpots: _, ...bare } = spin;
    must(given(await session.draw(bare)) === txns, 'a repeat without the offer contributes something else');
  }),
  check('rgs.jackpot.not-offered', 'a meter that is not offered gets nothing', async (session) => {
    const first = await contributing(session);
    if (!first) return NO_METERS;
    must(given(await session.draw(session.spin())) === '[]', 'something was contributed all the same');
    const [wanted] = first.spin.jackpots;
    must(
      !first.txns.includes('"jackpot_id"') || first.txns.includes(wanted?.jackpot_id ?? '-'),
      'another meter got it',
    );
  }),
];

/** What free spins and jackpots rest on, where the server has them. */
export const RGS_PROMO_CHECKS: readonly Check<RgsSession>[] = [...GRANTS, ...METERS];
