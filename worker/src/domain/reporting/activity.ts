import type { ReportDimension, ReportLine } from '@roundgate/contract';
import { figuresOf, NO_FIGURES, type Rollup } from '@roundgate/contract/reporting';

/** Who may have played what: the studio of every game, and the operators. */
export interface Floor {
  readonly operators: readonly string[];
  readonly games: readonly { readonly game_id: string; readonly studio_id: string }[];
}

/** What a report is asked for. */
export interface ReportQuestion {
  readonly from: string;
  readonly to: string;
  readonly groupBy: readonly ReportDimension[];
}

/** The dimensions whose values are known beforehand, so that their silence can be told. */
const EXPECTED = ['operator_id', 'studio_id', 'game_id', 'day'] as const satisfies readonly ReportDimension[];
type ExpectedKey = Partial<Record<(typeof EXPECTED)[number], string | null>>;

const DAY_MS = 86_400_000;

/** Every UTC day of a period. */
export function daysOf({ from, to }: Pick<ReportQuestion, 'from' | 'to'>): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const count = Math.max(0, (last - first) / DAY_MS + 1);
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, 10),
  );
}

type Dimensions = Pick<ReportLine, ReportDimension>;

/** Totals with the studio of their game. */
type Placed = Rollup & { readonly studio_id: string | null };

const keyOf = (row: Placed, groupBy: readonly ReportDimension[]): Partial<Dimensions> =>
  Object.fromEntries(
    [...groupBy.filter((name) => name !== 'currency'), 'currency' as const].map((name) => [name, row[name]]),
  );

const idOf = (key: object, names: readonly string[]): string =>
  names.map((name) => String((key as Readonly<Record<string, unknown>>)[name] ?? '')).join('|');

/** The line that a total is a part of: by what was asked, in one currency. */
export const lineOf = (row: object, groupBy: readonly ReportDimension[]): string =>
  idOf(row, [...groupBy, 'currency']);

/** Lines with activity: totals grouped by what was asked, each in one currency. */
export function activityLines(
  rows: readonly Rollup[],
  groupBy: readonly ReportDimension[],
  { games }: Pick<Floor, 'games'>,
): ReportLine[] {
  const studios = new Map(games.map(({ game_id, studio_id }) => [game_id, studio_id]));
  const placed = rows.map((row): Placed => ({ ...row, studio_id: studios.get(row.game_id) ?? null }));
  const names = [...groupBy, 'currency'];
  return [...Map.groupBy(placed, (row) => idOf(row, names)).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const key = keyOf(first, groupBy);
    return [
      {
        ...key,
        activity: true,
        ...figuresOf(group),
        royalty_due_minor: null,
        royalty_currency: null,
      } as ReportLine,
    ];
  });
}

/** Every combination of the known dimensions that were asked for. */
function expectedKeys({ groupBy, ...period }: ReportQuestion, { operators, games }: Floor): ExpectedKey[] {
  const wants = (name: ReportDimension): boolean => groupBy.includes(name);
  const gameKeys = wants('game_id')
    ? games.map(({ game_id, studio_id }) => ({ game_id, ...(wants('studio_id') && { studio_id }) }))
    : wants('studio_id')
      ? [...new Set(games.map(({ studio_id }) => studio_id))].map((studio_id) => ({ studio_id }))
      : [{}];
  const operatorKeys = wants('operator_id') ? operators.map((operator_id) => ({ operator_id })) : [{}];
  const dayKeys = wants('day') ? daysOf(period).map((day) => ({ day })) : [{}];
  return dayKeys.flatMap((day) =>
    operatorKeys.flatMap((operator) => gameKeys.map((game) => ({ ...day, ...operator, ...game }))),
  );
}

/** Lines for whoever and whatever was silent: a reader must be able to tell nothing from not reported. */
export function silentLines(
  lines: readonly ReportLine[],
  question: ReportQuestion,
  floor: Floor,
): ReportLine[] {
  const names = EXPECTED.filter((name) => question.groupBy.includes(name));
  if (names.length === 0) return [];
  const heard = new Set(lines.map((line) => idOf(line, names)));
  const others = Object.fromEntries(
    question.groupBy
      .filter((name) => !(EXPECTED as readonly string[]).includes(name))
      .map((name) => [name, null]),
  );
  return expectedKeys(question, floor)
    .filter((key) => !heard.has(idOf(key, names)))
    .map(
      (key) =>
        ({
          ...others,
          ...key,
          currency: null,
          activity: false,
          ...NO_FIGURES,
          royalty_due_minor: null,
          royalty_currency: null,
        }) as ReportLine,
    );
}

/** Lines in the order of their dimensions. */
export function sortLines(lines: readonly ReportLine[], groupBy: readonly ReportDimension[]): ReportLine[] {
  const names = [...groupBy, 'currency'];
  const keyed = lines.map((line) => [idOf(line, names), line] as const);
  return keyed.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, line]) => line);
}
