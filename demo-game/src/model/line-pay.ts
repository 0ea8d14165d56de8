import type { Pays, SlotModel } from './slot-model.ts';

/** What a run from the left pays on one line, × line bet. */
export interface LinePay {
  readonly symbol: string;
  readonly count: number;
  readonly pay: number;
}

const NOTHING: LinePay = { symbol: '', count: 0, pay: 0 };

function bestOf(symbol: string, run: number, pays: Pays | undefined): LinePay {
  for (let count = run; count > 0; count -= 1) {
    const pay = pays?.[String(count)] ?? 0;
    if (pay > 0) return { symbol, count, pay };
  }
  return NOTHING;
}

const runLength = (symbols: readonly string[], fits: (symbol: string) => boolean): number => {
  const end = symbols.findIndex((symbol) => !fits(symbol));
  return end < 0 ? symbols.length : end;
};

/**
 * The highest pay of one line read from the left, for pictures that must not promise anything: the window a game opens
 * with. What a round pays is told by the server alone.
 */
export function linePay(model: SlotModel, symbols: readonly string[]): LinePay {
  const wildFor = (wild: string, symbol: string) => {
    const role = model.symbols[wild]?.wild;
    return role !== undefined && !role.excludes?.includes(symbol);
  };
  const isWild = (symbol: string) => model.symbols[symbol]?.wild !== undefined;
  const first = symbols.find((symbol) => !isWild(symbol));
  const wilds = bestOf(symbols[0] ?? '', runLength(symbols, isWild), model.linePays[symbols[0] ?? '']);
  if (first === undefined) return wilds;
  const run = runLength(symbols, (symbol) => symbol === first || wildFor(symbol, first));
  const plain = bestOf(first, run, model.linePays[first]);
  return plain.pay > wilds.pay ? plain : wilds;
}
