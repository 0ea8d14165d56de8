/** How many symbols in a row pay how much. */
export type Pays = Readonly<Record<string, number>>;

/** What makes a symbol special. */
export interface SymbolRole {
  readonly wild?: { readonly excludes?: readonly string[]; readonly multiplier?: number };
  readonly scatter?: boolean;
}

/** The part of a `roundgate.slot-model/1` document that a game draws itself from. */
export interface SlotModel {
  readonly format: 'roundgate.slot-model/1';
  readonly version: string;
  readonly rows: number;
  /** Cyclic strips, one per reel, under the name of their set. */
  readonly reels: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly symbols: Readonly<Record<string, SymbolRole>>;
  readonly lines: readonly (readonly number[])[];
  readonly linePays: Readonly<Record<string, Pays>>;
  readonly scatterPays: Readonly<Record<string, Pays>>;
  readonly scatterUnit: 'total' | 'line';
  readonly freeSpins: {
    readonly symbol: string;
    readonly awards: Pays;
    readonly multiplier: number;
    readonly retrigger: boolean;
  } | null;
  readonly bonus: {
    readonly symbol: string;
    /** Reels, from zero, on each of which the symbol must stand. */
    readonly reels: readonly number[];
    readonly onLine: boolean;
    readonly unit: 'total' | 'line';
    /** What its prizes pay, in the order of the model. */
    readonly pays: readonly number[];
  } | null;
  /** Cap on one round, as a multiple of the stake. */
  readonly maxWin: number | null;
}

/** Thrown when the model file cannot be drawn; the message names the path and the rule. */
export class SlotModelError extends Error {
  readonly code = 'SLOT_MODEL';
  constructor(path: string, rule: string) {
    super(`slot model: ${path} ${rule}`);
  }
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function tree(value: unknown, path: string): Tree {
  if (!isTree(value)) throw new SlotModelError(path, 'must be an object');
  return value;
}

function list<T>(value: unknown, path: string, item: (value: unknown, path: string) => T): T[] {
  if (!Array.isArray(value) || value.length === 0) throw new SlotModelError(path, 'must be a filled list');
  return value.map((entry, index) => item(entry, `${path}[${index}]`));
}

function whole(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new SlotModelError(path, 'must be a whole number');
  return value;
}

function text(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw new SlotModelError(path, 'must be a text');
  return value;
}

function mapOf<T>(value: unknown, path: string, item: (value: unknown, path: string) => T) {
  const entries = Object.entries(tree(value, path));
  return Object.fromEntries(entries.map(([key, entry]) => [key, item(entry, `${path}.${key}`)]));
}

const pays = (value: unknown, path: string): Pays => mapOf(value, path, whole);

function role(value: unknown, path: string): SymbolRole {
  const { wild, scatter } = tree(value, path);
  if (wild === undefined) return { scatter: scatter === true };
  const { excludes = [], multiplier = 1 } = tree(wild, `${path}.wild`);
  if (!Array.isArray(excludes)) throw new SlotModelError(`${path}.wild.excludes`, 'must be a list');
  const names = excludes.map((entry, index) => text(entry, `${path}.wild.excludes[${index}]`));
  return { wild: { excludes: names, multiplier: whole(multiplier, `${path}.wild.multiplier`) } };
}

function freeSpins(value: unknown): SlotModel['freeSpins'] {
  if (value === undefined) return null;
  const { symbol, awards, multiplier = 1, retrigger } = tree(value, 'freeSpins');
  return {
    symbol: text(symbol, 'freeSpins.symbol'),
    awards: pays(awards, 'freeSpins.awards'),
    multiplier: whole(multiplier, 'freeSpins.multiplier'),
    retrigger: retrigger === true,
  };
}

function bonus(value: unknown): SlotModel['bonus'] {
  if (value === undefined) return null;
  const { symbol, reels, onLine, unit, prizes } = tree(value, 'bonus');
  return {
    symbol: text(symbol, 'bonus.symbol'),
    reels: list(reels, 'bonus.reels', whole),
    onLine: onLine === true,
    unit: unit === 'total' ? 'total' : 'line',
    pays: list(prizes, 'bonus.prizes', (prize, path) => whole(tree(prize, path).pay, `${path}.pay`)),
  };
}

/** Reads a model document; throws {@link SlotModelError} when it could not be drawn. Its maths is the RGS's affair. */
export function parseSlotModel(document: unknown): SlotModel {
  const root = tree(document, '(file)');
  if (root.format !== 'roundgate.slot-model/1')
    throw new SlotModelError('format', 'must be roundgate.slot-model/1');
  const strips = (value: unknown, path: string) =>
    list(value, path, (strip, at) => list(strip, at, (symbol, where) => text(symbol, where)));
  const reels = mapOf(root.reels, 'reels', strips);
  if (reels.base === undefined) throw new SlotModelError('reels.base', 'is missing');
  return {
    format: root.format,
    version: text(root.version, 'version'),
    rows: whole(root.rows, 'rows'),
    reels,
    symbols: mapOf(root.symbols ?? {}, 'symbols', role),
    lines: list(root.lines, 'lines', (line, path) => list(line, path, whole)),
    linePays: mapOf(root.linePays ?? {}, 'linePays', pays),
    scatterPays: mapOf(root.scatterPays ?? {}, 'scatterPays', pays),
    scatterUnit: root.scatterUnit === 'line' ? 'line' : 'total',
    freeSpins: freeSpins(root.freeSpins),
    bonus: bonus(root.bonus),
    maxWin: root.maxWin === undefined ? null : whole(root.maxWin, 'maxWin'),
  };
}

/** The strips of a set; free spins without strips of their own run on the base set. */
export function stripsOf(model: SlotModel, set: string): readonly (readonly string[])[] {
  const strips = model.reels[set] ?? model.reels.base;
  if (strips === undefined) throw new SlotModelError(`reels.${set}`, 'is missing');
  return strips;
}

/** Every symbol that stands on a reel, in the order of its first appearance. */
export const symbolsOf = (model: SlotModel): string[] => [...new Set(Object.values(model.reels).flat(2))];
