/** Numbers from 0 on below `bound`, from a seed (mulberry32), so that a failure can be played again. */
export type Dice = (bound: number) => number;

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
  };
}

/** A seed from the environment, or a new one; every test that uses it prints it. */
export const seedOf = (given: string | undefined): number =>
  given ? Number(given) : Math.floor(Math.random() * 2 ** 31);

type Node = Record<string, unknown> | unknown[];
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** What a careless or hostile sender may put in the place of anything. */
const STRANGE: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1.5,
  () => 2 ** 53,
  () => Number.MAX_SAFE_INTEGER,
  () => '',
  () => 'x'.repeat(5_000),
  () => '__proto__',
  () => 'constructor',
  () => '../../etc',
  () => '\u0000',
  () => '😀'.repeat(50),
  () => [],
  () => [[[[]]]],
  () => ({}),
  () => ({ toString: 1, length: 1e9 }),
  () => ({ length: { toString: 1 } }),
  () => JSON.parse('{"__proto__":{"admin":true}}') as unknown,
  () => '2026-02-30T00:00:00.000Z',
  () => 'javascript:alert(1)',
];

function places(
  value: unknown,
  found: { parent: Node; key: string }[] = [],
): { parent: Node; key: string }[] {
  if (!isNode(value)) return found;
  for (const key of Object.keys(value)) {
    found.push({ parent: value, key });
    places((value as Record<string, unknown>)[key], found);
  }
  return found;
}

/** A copy with one to three things changed: replaced, removed, added, doubled or moved. */
export function mutated(value: unknown, dice: Dice): unknown {
  const copy: unknown = structuredClone(value);
  for (let left = 1 + dice(3); left > 0; left -= 1) {
    const all = places(copy);
    const place = all[dice(all.length)];
    if (!place) return copy;
    change(place.parent as Record<string, unknown>, place.key, all, dice);
  }
  return copy;
}

function change(
  parent: Record<string, unknown>,
  key: string,
  all: readonly { parent: Node; key: string }[],
  dice: Dice,
): void {
  const strange = () => STRANGE[dice(STRANGE.length)]?.();
  const other = all[dice(all.length)];
  switch (dice(5)) {
    case 0:
      delete parent[key];
      break;
    case 1:
      parent[`${key}${dice(10)}`] = strange();
      break;
    case 2:
      parent[key] = structuredClone(other && (other.parent as Record<string, unknown>)[other.key]);
      break;
    default:
      parent[key] = strange();
  }
}
