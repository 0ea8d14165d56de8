import type { CompiledBonus, CompiledModel } from './compiled-model.ts';
import { bonusAnywhere, bonusOnLine, linePayId, scatterCount, seenAt } from './evaluate.ts';
import type { RoundState, SpinPlan } from './round-state.ts';

interface Cell {
  reel: number;
  row: number;
}

const lineCell = (model: CompiledModel, line: number, reel: number): Cell => ({
  reel,
  row: model.lineRows[line * model.reels + reel] ?? 0,
});

function cellsShowing({ model, sight }: RoundState, symbol: number): Cell[] {
  return Array.from({ length: model.reels * model.rows }, (_, at) => ({
    reel: Math.floor(at / model.rows),
    row: at % model.rows,
  })).filter(({ reel, row }) => seenAt(sight, reel, row) === symbol);
}

/** Pays every line of the window now seen, in the order of the lines. */
export function payLines(state: RoundState, plan: SpinPlan): void {
  const { model } = state;
  for (let line = 0; line < model.lineCount; line += 1) {
    const won = model.automaton.pays[linePayId(model, state.sight, line)];
    if (!won || won.pay === 0) continue;
    const payMinor = won.pay * plan.multiplier * state.lineBet;
    state.wonMinor += payMinor;
    state.events.push({
      type: 'line_win',
      line,
      symbol: won.symbol,
      count: won.count,
      cells: Array.from({ length: won.count }, (_, reel) => lineCell(model, line, reel)),
      multiplier: won.multiplier * plan.multiplier,
      pay_minor: payMinor,
    });
  }
}

/** Pays the scatters; answers the free spins that they award and the cells that award them. */
export function payScatters(state: RoundState, plan: SpinPlan): { count: number; cells: Cell[] } {
  let award: { count: number; cells: Cell[] } = { count: 0, cells: [] };
  state.model.scatters.forEach((scatter, index) => {
    const count = scatterCount(plan.set, index, state.sight);
    const pay = scatter.pays[count] ?? 0;
    const awarded = scatter.awards[count] ?? 0;
    if (pay === 0 && awarded === 0) return;
    const cells = cellsShowing(state, scatter.number);
    if (awarded > 0) award = { count: awarded, cells };
    if (pay > 0) payScatter(state, plan, { symbol: scatter.symbol, count, cells, pay });
  });
  return award;
}

function payScatter(
  state: RoundState,
  plan: SpinPlan,
  won: { symbol: string; count: number; cells: Cell[]; pay: number },
): void {
  const { symbol, count, cells } = won;
  const { multiplier } = plan;
  const payMinor = won.pay * multiplier * state.lineBet;
  state.wonMinor += payMinor;
  state.events.push({ type: 'scatter_win', symbol, count, cells, multiplier, pay_minor: payMinor });
}

/** The index of the prize into whose share of the weights `ticket` falls. */
function prizeAt(bonus: CompiledBonus, ticket: number): number {
  let rest = ticket;
  for (let index = 0; index < bonus.weights.length; index += 1) {
    rest -= bonus.weights[index] ?? 0;
    if (rest < 0) return index;
  }
  return bonus.weights.length - 1;
}

function payPrize(
  state: RoundState,
  plan: SpinPlan,
  bonus: CompiledBonus,
  name: string,
  cells: Cell[],
): void {
  const prize = prizeAt(bonus, state.draw(`${plan.label}/bonus/${name}`, bonus.totalWeight));
  const payMinor = (bonus.pays[prize] ?? 0) * state.lineBet;
  state.wonMinor += payMinor;
  state.bonusPrizes += 1;
  const others = bonus.pays.filter((_, index) => index !== prize).map((pay) => pay * state.lineBet);
  state.events.push({ type: 'bonus_prize', symbol: bonus.symbol, cells, pay_minor: payMinor, others });
}

/** Draws one prize for each line that shows the bonus (or one in all when it need not be on a line). */
export function payBonus(state: RoundState, plan: SpinPlan): void {
  const { model, sight } = state;
  const bonus = model.bonus;
  if (!bonus) return;
  if (!bonus.onLine) {
    const onReels = (cell: Cell) => bonus.reels.includes(cell.reel);
    if (bonusAnywhere(model, bonus, sight))
      payPrize(state, plan, bonus, 'any', cellsShowing(state, bonus.number).filter(onReels));
    return;
  }
  for (let line = 0; line < model.lineCount; line += 1) {
    if (!bonusOnLine(model, bonus, sight, line)) continue;
    const cells = bonus.reels.map((reel) => lineCell(model, line, reel));
    payPrize(state, plan, bonus, String(line), cells);
  }
}
