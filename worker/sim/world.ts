import type { RoundView } from '@roundgate/contract';
import type { AnswerFact, PlayerHistory, RoundFact } from '@roundgate/contract/audit';
import { NO_PLAY_RULES } from '../src/domain/markets/play-rules.ts';
import { type Grant, newGrant } from '../src/domain/promo/grant.ts';
import { NO_PLAYER_RG } from '../src/domain/rg/state.ts';
import { DEFAULT_BUDGETS, type RoundPolicy } from '../src/domain/rounds/policy.ts';
import { isPaid, type Round } from '../src/domain/rounds/round.ts';
import { NO_RG_FLAGS, type Session } from '../src/domain/sessions/session.ts';
import type { Reply } from '../src/use-cases/player-rounds.ts';
import { type FaultPlan, Network } from './network.ts';
import { rgsPort, walletPort } from './partners.ts';
import { PlayerHost } from './player-host.ts';
import { Choices } from './rng.ts';
import { type Act, PACKET, type Schedule } from './schedule.ts';
import { SimRgs } from './sim-rgs.ts';
import { SimWallet } from './sim-wallet.ts';
import type { Stored } from './stored-player.ts';
import { VirtualClock } from './virtual-clock.ts';

/** When every simulated world begins. */
export const START_MS = Date.UTC(2030, 0, 1);

const sessionOf = (number: number, nowMs: number): Session => ({
  sessionId: `ses-${number}`,
  gameId: 'g-sim',
  buildHash: `sha256:${'0'.repeat(64)}`,
  rtpProfile: '96',
  country: 'MT',
  currency: 'EUR',
  locale: 'en',
  market: {
    country: 'MT',
    languages: ['en'],
    age_label: '18+',
    warnings: [],
    links: [],
    logos: [],
    min_round_ms: 0,
    max_stake: null,
    max_win: null,
    words_locale: 'en',
    features: { autoplay: false, turbo: false, bonus_buy: false, jackpot: false },
    rules: NO_PLAY_RULES,
  },
  openedAtMs: nowMs,
  expiresAtMs: nowMs + 10 * 24 * 3_600_000,
  launchedAtMs: nowMs,
  endedAtMs: null,
});

const packetOf = (nowMs: number): Grant =>
  newGrant(
    { ...PACKET, gameId: 'g-sim', currency: 'EUR', rtpProfile: null, expiresAtMs: nowMs + 24 * 3_600_000 },
    nowMs,
  );

const roundIdOf = (round: number): string => `rnd-0000000${round}`;

/** One world: a player's object, its partners and the wire between them. */
export class World {
  readonly clock = new VirtualClock(START_MS);
  readonly wallet: SimWallet;
  readonly rgs: SimRgs;
  readonly network: Network;
  readonly host: PlayerHost;
  readonly answers: AnswerFact[] = [];
  readonly published: Stored['events'][number][] = [];
  #sessions = 1;

  constructor(schedule: Schedule) {
    const choices = new Choices(schedule.seed);
    const { wallet, faultPercent, faults, given } = schedule;
    this.wallet = new SimWallet(wallet, schedule.balanceMinor);
    this.rgs = new SimRgs(choices);
    const plan: FaultPlan = (name) =>
      given?.[name] ??
      (faults.length > 0 && choices.chance(`fault/${name}`, faultPercent / 100)
        ? choices.pick(`which/${name}`, faults)
        : undefined);
    this.network = new Network(this.clock, choices, plan);
    const policy: RoundPolicy = { ...DEFAULT_BUDGETS, wallet };
    const { clock, network } = this;
    this.host = new PlayerHost(
      {
        record: { operatorId: 'op-sim', playerId: 'p-sim', flags: NO_RG_FLAGS, publishedSeq: 0 },
        sessions: new Map([['ses-1', sessionOf(1, START_MS)]]),
        rounds: new Map(),
        openedAtMs: new Map(),
        events: [],
        playerRg: NO_PLAYER_RG,
        sessionRg: new Map(),
        alarmAtMs: null,
        grants: new Map([[PACKET.grantId, packetOf(START_MS)]]),
      },
      {
        clock,
        policy,
        partners: (line) => {
          const link = { line, network, now: clock.now };
          const [walletLink, rgsLink] = [walletPort(this.wallet, link), rgsPort(this.rgs, link)];
          return { walletOf: () => walletLink, rgsOf: () => rgsLink };
        },
        onWrite: (serial) => {
          if (!schedule.crashAtWrites.includes(serial)) return;
          const inMs = choices.between(`crash/${serial}/ms`, 1, 12);
          const keepUnsafe = choices.chance(`crash/${serial}/keep`, 0.3);
          clock.after(inMs, () => this.network.healed || this.host.crash(keepUnsafe));
        },
        onPublished: (events) => this.published.push(...events),
      },
    );
  }

  perform(act: Act): void {
    const handle = this.#handlers[act.do] as (act: Act) => void;
    handle(act);
  }

  readonly #handlers: { readonly [K in Act['do']]: (act: Extract<Act, { do: K }>) => void } = {
    start: ({ round, stakeMinor, copies, isFree }) => {
      for (let copy = 0; copy < copies; copy += 1) this.#ask(round, stakeMinor, isFree);
    },
    poll: ({ round }) => this.#ask(round, undefined),
    login: () => this.#login(),
    end_session: () => this.#endSession(),
    block: () => this.#setBlocked(true),
    unblock: () => this.#setBlocked(false),
    wallet_refuses: () => this.#refuse('SESSION_ENDED'),
    wallet_accepts: () => this.#refuse(undefined),
    rgs_refuses: () => this.#refuseDraws(true),
    rgs_accepts: () => this.#refuseDraws(false),
    crash: ({ keepUnsafe }) => this.host.crash(keepUnsafe),
    split: () => this.host.split(),
    lose_alarm: () => this.host.loseAlarm(),
  };

  #setBlocked(blocked: boolean): void {
    const flags = { ...NO_RG_FLAGS, blocked };
    this.host.write((state) => ({ ...state, record: { ...state.record, flags } }));
  }

  #refuse(code: SimWallet['refusing']): void {
    this.wallet.refusing = code;
  }

  #refuseDraws(refusing: boolean): void {
    this.rgs.refusing = refusing;
  }

  #login(): void {
    this.#sessions += 1;
    const session = sessionOf(this.#sessions, this.clock.now());
    this.host.write((state) => ({
      ...state,
      sessions: new Map(state.sessions).set(session.sessionId, session),
    }));
  }

  #endSession(): void {
    const sessionId = `ses-${this.#sessions}`;
    this.host.write((state) => {
      const session = state.sessions.get(sessionId);
      if (!session) return state;
      return {
        ...state,
        sessions: new Map(state.sessions).set(sessionId, { ...session, endedAtMs: this.clock.now() }),
      };
    });
    this.#login();
  }

  /** A caller: starts or polls a round, and notes what it is told, if an answer reaches it. */
  #ask(number: number, stakeMinor: number | undefined, isFree = false): void {
    const roundId = roundIdOf(number);
    const instance = this.host.instance();
    const funding = isFree
      ? ({ spinType: 'free', grantId: PACKET.grantId } as const)
      : ({ spinType: 'cash' } as const);
    const bet = { roundId, stakeMinor: stakeMinor ?? 0, currency: 'EUR', ...funding } as const;
    const reply =
      stakeMinor === undefined
        ? instance.rounds.round(roundId, 'sim')
        : instance.rounds.startRound(`ses-${this.#sessions}`, bet, 'sim');
    const heard = async (value: Reply<RoundView>) => {
      await this.host.gate(instance);
      const fact = answerFact(roundId, stakeMinor, value);
      if (fact) this.answers.push(fact);
    };
    // A request that fails tells its caller nothing.
    reply.then(heard, () => undefined);
  }

  history(healed: boolean): PlayerHistory {
    const { events, rounds, openedAtMs } = this.host.stored;
    return {
      rounds: [...rounds.values()].map((round) => roundFact(round, openedAtMs.get(round.roundId))),
      answers: this.answers,
      ledger: this.wallet.ledger,
      draws: this.rgs.log(),
      events,
      published: this.published,
      healed,
      freeSpins: PACKET.count,
    };
  }
}

const roundFact = (round: Round, openedAtMs = round.acceptedAtMs): RoundFact => ({
  roundId: round.roundId,
  state: round.state,
  isFree: round.spinType === 'free',
  stakeMinor: round.stakeMinor,
  winMinor: isPaid(round) ? (round.outcome?.winMinor ?? null) : null,
  acceptedAtMs: openedAtMs,
  closedAtMs: round.closedAtMs,
});

function answerFact(
  roundId: string,
  stakeMinor: number | undefined,
  reply: Reply<RoundView>,
): AnswerFact | undefined {
  const nothing = { result: null, resultStakeMinor: null, resultWinMinor: null };
  const base = { roundId, askedStakeMinor: stakeMinor ?? 0, ...nothing };
  if (!reply.ok)
    return reply.refusal.code === 'IDEMPOTENCY_CONFLICT' ? { ...base, told: 'conflict' } : undefined;
  const view = reply.value;
  if (view.status === 'pending') return { ...base, told: 'pending' };
  if (view.status !== 'finished')
    return { ...base, told: view.problem.code === 'IDEMPOTENCY_CONFLICT' ? 'conflict' : 'refused' };
  const { result } = view;
  return {
    ...base,
    told: 'finished',
    result: JSON.stringify(result),
    askedStakeMinor: stakeMinor ?? result.stake.amount_minor,
    resultStakeMinor: result.stake.amount_minor,
    resultWinMinor: result.win.amount_minor,
  };
}
