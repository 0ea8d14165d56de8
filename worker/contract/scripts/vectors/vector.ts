/** One case for every side that speaks the contract. `field` is what a refusal must name. */
export interface Vector {
  readonly name: string;
  readonly value: unknown;
  readonly valid: boolean;
  readonly field?: string;
}

/** A change to a valid value: the path to set, and what to set there; `REMOVED` takes the field out. */
export interface Change {
  readonly name: string;
  readonly path: string;
  readonly to: unknown;
  /** What the refusal names; the path when absent. */
  readonly field?: string;
  readonly valid?: true;
}

export const REMOVED = Symbol('removed');
type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function set(root: unknown, path: string, to: unknown): unknown {
  const copy: unknown = structuredClone(root);
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let node = copy;
  for (const part of parts) node = isNode(node) ? node[part] : undefined;
  if (!isNode(node)) throw new Error(`there is no ${path} to change`);
  if (to === REMOVED) delete node[last];
  else Object.defineProperty(node, last, { value: to, enumerable: true, configurable: true, writable: true });
  return copy;
}

/** The vector that a change of `base` makes. */
export function changed(base: unknown, { name, path, to, field, valid }: Change): Vector {
  const value = set(base, path, to);
  return valid ? { name, value, valid } : { name, value, valid: false, field: field ?? path };
}

/** Every field of `base` taken out once, and one field too many. */
export function shapeChanges(base: unknown): Change[] {
  const fields = isNode(base) ? Object.keys(base) : [];
  const removals = fields.map((path) => ({
    name: `without ${path}`,
    path,
    to: REMOVED,
  }));
  return [...removals, { name: 'with an unknown field', path: 'surprise', to: 1 }];
}

const change = (path: string, to: unknown, note: string): Change => ({ name: `${path} ${note}`, path, to });
const allowed = (path: string, to: unknown, note: string): Change => ({
  ...change(path, to, note),
  valid: true,
});

/** What an amount can have wrong. `zero` tells whether nothing is an amount here. */
export function moneyChanges(path: string, kind: 'money' | 'positive' | 'balance'): Change[] {
  const amount = `${path}.amount_minor`;
  const zero = kind === 'positive' ? change : allowed;
  const negative = kind === 'balance' ? allowed : change;
  const huge = kind === 'balance' ? allowed : change;
  return [
    change(amount, 1.5, 'is not an integer'),
    change(amount, '100', 'is a text'),
    change(amount, null, 'is null'),
    change(amount, 1e300, 'is not exact'),
    zero(amount, 0, 'is zero'),
    negative(amount, -1, 'is negative'),
    allowed(amount, 1_000_000_000, 'is the largest'),
    huge(amount, 1_000_000_001, 'is over the largest'),
    change(`${path}.currency`, 'XXX', 'is unknown'),
    change(`${path}.currency`, 'eur', 'is in lower case'),
    change(`${path}.exponent`, 3, 'is not that of the currency'),
    change(`${path}.surprise`, 1, 'is unknown'),
    change(path, '1.00', 'is a decimal text'),
    change(path, 1, 'is a bare number'),
  ];
}

const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  player_id: ['ada', 'p-', `p-${'a'.repeat(65)}`, 'p-a b', 7],
  operator_id: ['op_lantern', 'OP-lantern'],
  session_id: ['7Yk2mB', 's-'],
  game_id: ['night-market', 'g-night/market'],
  round_id: ['rnd-1234567', `rnd-${'a'.repeat(65)}`, 'r-12345678', 'rnd-12345678\n'],
  spin_id: ['spin', 'spin-'],
  build_hash: ['3f'.repeat(32), `sha256:${'3F'.repeat(32)}`, `sha256:${'3f'.repeat(31)}`],
  transaction_id: ['9Q2kLr8mVxT0', '9Q2kLr8mVxT0:x', '9Q2kLr8mVxT0:c:', 'short:d'],
  idempotency_key: ['short', 'a'.repeat(81)],
  spin_type: ['bonus', 'CASH', null],
  country: ['Malta', 'mt', 'MT-'],
  geo: ['mt'],
  currency: ['XXX', 'eur', 978],
  locale: ['EN', 'en_GB', 'english'],
  rtp_profile: ['high', '9'],
  ts: ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000+01:00', '2026-13-31T12:00:00.000Z', 1769860800000],
  valid_from: ['2026-01-31'],
  reason: [7, 'a'.repeat(201)],
};

/** Known wrong values for every known field that stands at the top of `base`. */
export function fieldChanges(base: unknown): Change[] {
  if (!isNode(base)) return [];
  return Object.keys(base).flatMap((path) =>
    (WRONG[path] ?? []).map((to) => change(path, to, `is ${JSON.stringify(to).slice(0, 40)}`)),
  );
}
