import {
  type CompiledModel,
  type CompiledSet,
  createScratch,
  evaluateStops,
  leastSpinsToOutgrow,
  MAX_OUTCOME_CHARS,
  playRound,
  RoundTooLong,
  type SpinScratch,
} from '../maths/index.ts';
import { createPrng, drawAllBelow, drawBelow, type Prng } from './prng.ts';

/** What some rounds came to; whole numbers, so that stretches add to the same in any order. Pays are in line bets. */
export interface Tally {
  spins: number;
  /** Paid in all, caps kept. */
  paid: bigint;
  /** Sum of the squares of what each round paid. */
  squares: bigint;
  /** Paid by base spins, before any cap: lines, scatters, prizes. */
  linePaid: bigint;
  scatterPaid: bigint;
  bonusPaid: bigint;
  /** Paid by free spins, their prizes included, before any cap. */
  freePaid: bigint;
  /** Base spins that paid anything themselves. */
  hits: number;
  triggers: number;
  freeSpins: number;
  /** Rounds that ended at their cap. */
  capped: number;
  /** The largest round. */
  most: number;
  /** Rounds that outgrow a round message: for money they are void; here they are played and paid. */
  outgrown: number;
}

export const emptyTally = (): Tally => ({
  spins: 0,
  paid: 0n,
  squares: 0n,
  linePaid: 0n,
  scatterPaid: 0n,
  bonusPaid: 0n,
  freePaid: 0n,
  hits: 0,
  triggers: 0,
  freeSpins: 0,
  capped: 0,
  most: 0,
  outgrown: 0,
});

/** Adds `more` to `tally`. */
export function addTally(tally: Tally, more: Tally): void {
  tally.paid += more.paid;
  tally.squares += more.squares;
  tally.linePaid += more.linePaid;
  tally.scatterPaid += more.scatterPaid;
  tally.bonusPaid += more.bonusPaid;
  tally.freePaid += more.freePaid;
  tally.spins += more.spins;
  tally.hits += more.hits;
  tally.triggers += more.triggers;
  tally.freeSpins += more.freeSpins;
  tally.capped += more.capped;
  tally.outgrown += more.outgrown;
  tally.most = Math.max(tally.most, more.most);
}

/** Spins of one stretch: a seed always gives the same stretches, whoever plays them. */
export const STRETCH = 131_072;

/** Where a sum of doubles is moved to its bigint, far before it loses a unit. */
const CARRY = 2 ** 52;

/** A whole number that grows without allocating: doubles, carried over now and then. */
class Sum {
  private low = 0;
  private high = 0n;

  add(value: number): void {
    this.low += value;
    if (this.low >= CARRY) this.carry();
  }

  private carry(): void {
    this.high += BigInt(this.low);
    this.low = 0;
  }

  total(): bigint {
    return this.high + BigInt(this.low);
  }
}

const newSums = () => ({
  paid: new Sum(),
  squares: new Sum(),
  line: new Sum(),
  scatter: new Sum(),
  bonus: new Sum(),
  free: new Sum(),
});
type Sums = ReturnType<typeof newSums>;

/** Plays rounds of one model without events. One per thread: it holds the working memory. */
export class Simulator {
  private readonly model: CompiledModel;
  private readonly scratch: SpinScratch;
  private readonly stops: Int32Array;
  private readonly cap: number;
  private readonly bonusPays: Float64Array;
  private readonly bonusWeights: Int32Array;
  private prng: Prng = createPrng('', 0);
  /** Where a round with free spins began them: it is told in full only when it gets long. */
  private readonly mark: Prng = createPrng('', 0);
  private readonly markedStops: Int32Array;
  private readonly long: number;

  constructor(model: CompiledModel) {
    this.model = model;
    this.scratch = createScratch(model);
    this.stops = new Int32Array(model.reels);
    this.markedStops = new Int32Array(model.reels);
    this.long = leastSpinsToOutgrow(model);
    const { maxWin } = model.source;
    this.cap = maxWin === undefined ? Number.POSITIVE_INFINITY : maxWin * model.lineCount;
    this.bonusPays = Float64Array.from(model.bonus?.pays ?? []);
    this.bonusWeights = Int32Array.from(model.bonus?.weights ?? []);
  }

  private spin(set: CompiledSet): void {
    const { stops, prng } = this;
    drawAllBelow(prng, set.lengths, stops);
    evaluateStops(this.model, set, stops, this.scratch);
  }

  private drawPrizes(hits: number): number {
    let won = 0;
    for (let hit = 0; hit < hits; hit += 1) {
      let rest = drawBelow(this.prng, this.model.bonus?.totalWeight ?? 1);
      let prize = 0;
      for (; rest >= (this.bonusWeights[prize] ?? Number.POSITIVE_INFINITY); prize += 1)
        rest -= this.bonusWeights[prize] ?? 0;
      won += this.bonusPays[prize] ?? 0;
    }
    return won;
  }

  /** Tells the round that has just been played once more, by the engine that plays for money: whether it can be told. */
  private outgrows(): boolean {
    const { markedStops, mark } = this;
    const draw = (label: string, bound: number): number => {
      const [set, reel = ''] = label.split('/');
      // A prize of the base spin was drawn before the mark; which one it was makes no round shorter.
      if (set === 'base') return markedStops[Number(reel)] ?? 0;
      return drawBelow(mark, bound);
    };
    try {
      const { winMinor, features, events } = playRound(this.model, this.model.lineCount, draw);
      return JSON.stringify({ winMinor, features, events }).length > MAX_OUTCOME_CHARS;
    } catch (fault) {
      if (fault instanceof RoundTooLong) return true;
      throw fault;
    }
  }

  /** Plays the free spins of a round that has won `before`, and the spins that they award; stops at the cap. */
  private freeSpins(awarded: number, before: number, tally: Tally): number {
    const { model } = this;
    const { value } = this.scratch;
    let left = awarded;
    let won = 0;
    while (left > 0 && before + won < this.cap) {
      left -= 1;
      tally.freeSpins += 1;
      this.spin(model.free);
      if (model.retrigger) left += value.awarded;
      won += (value.linePay + value.scatterPay) * model.freeMultiplier + this.drawPrizes(value.bonusHits);
    }
    return won;
  }

  /** Pays what the base spin shows; answers what it won. */
  private payBase(sums: Sums, tally: Tally): number {
    const { linePay, scatterPay, bonusHits } = this.scratch.value;
    const prizes = bonusHits > 0 ? this.drawPrizes(bonusHits) : 0;
    const won = linePay + scatterPay + prizes;
    if (won === 0) return 0;
    tally.hits += 1;
    sums.line.add(linePay);
    sums.scatter.add(scatterPay);
    sums.bonus.add(prizes);
    return won;
  }

  private playRound(sums: Sums, tally: Tally): void {
    this.spin(this.model.base);
    const { awarded } = this.scratch.value;
    let won = this.payBase(sums, tally);
    if (awarded > 0) {
      tally.triggers += 1;
      this.mark.state.set(this.prng.state);
      this.markedStops.set(this.stops);
      const before = tally.freeSpins;
      const free = this.freeSpins(awarded, won, tally);
      if (tally.freeSpins - before >= this.long && this.outgrows()) tally.outgrown += 1;
      sums.free.add(free);
      won += free;
    }
    if (won === 0) return;
    if (won >= this.cap) tally.capped += 1;
    const paid = Math.min(won, this.cap);
    if (paid > tally.most) tally.most = paid;
    sums.paid.add(paid);
    sums.squares.add(paid * paid);
  }

  /** Plays stretch number `stretch` of the simulation named `seed`: its first `spins` rounds. */
  play(seed: string, stretch: number, spins: number): Tally {
    const tally = { ...emptyTally(), spins };
    const sums = newSums();
    this.prng = createPrng(seed, stretch);
    for (let index = 0; index < spins; index += 1) this.playRound(sums, tally);
    return {
      ...tally,
      paid: sums.paid.total(),
      squares: sums.squares.total(),
      linePaid: sums.line.total(),
      scatterPaid: sums.scatter.total(),
      bonusPaid: sums.bonus.total(),
      freePaid: sums.free.total(),
    };
  }
}
