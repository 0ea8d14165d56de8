import { toTimestamp } from '@roundgate/contract';
import type { Role, RootDocument } from '@roundgate/contract/trust';
import { misused } from '../cli/failure.ts';
import type { PublicKey } from '../signing/keys.ts';

export const DAY_MS = 86_400_000;

/** The keys of each role. */
export interface RoleKeys {
  readonly root: readonly PublicKey[];
  readonly registrar: readonly PublicKey[];
  readonly compliance: readonly PublicKey[];
  readonly status: readonly PublicKey[];
}
export type RoleName = keyof RoleKeys;
export const ROLES: readonly RoleName[] = ['root', 'registrar', 'compliance', 'status'];

const keysById = (keys: readonly PublicKey[]): Record<string, string> =>
  Object.fromEntries(keys.map(({ keyid, key }) => [keyid, key]));
const roleOf = (keys: readonly PublicKey[], threshold: number): Role => ({
  keyids: keys.map(({ keyid }) => keyid),
  threshold,
});

/** The first root. Its own role needs `threshold` keys, every other one all but none: each at least one. */
export function firstRoot(
  keys: RoleKeys,
  thresholds: Readonly<Record<RoleName, number>>,
  minLoader: string,
  nowMs: number,
): RootDocument {
  for (const role of ROLES)
    if (thresholds[role] < 1 || thresholds[role] > keys[role].length)
      throw misused(
        '--threshold',
        `${thresholds[role]} of ${keys[role].length} ${role} keys`,
        'ask for fewer',
      );
  return {
    format: 'roundgate.root/1',
    version: 1,
    expires_at: toTimestamp(nowMs + 365 * DAY_MS),
    keys: keysById(ROLES.flatMap((role) => keys[role])),
    roles: {
      root: roleOf(keys.root, thresholds.root),
      registrar: roleOf(keys.registrar, thresholds.registrar),
      compliance: roleOf(keys.compliance, thresholds.compliance),
      status: roleOf(keys.status, thresholds.status),
    },
    min_loader: minLoader,
  };
}

/** A change of the root: a key that goes, a key that comes, or an oldest loader; every rotation also lives another year. */
export interface Rotation {
  readonly role: RoleName;
  readonly drop?: string | undefined;
  readonly add?: PublicKey | undefined;
  readonly minLoader?: string | undefined;
}

/** The next root after a rotation. Throws a `Failure` when the key to drop is not in the role or too few would stay. */
export function nextRoot(
  root: RootDocument,
  { role, drop, add, minLoader }: Rotation,
  nowMs: number,
): RootDocument {
  const { keyids, threshold } = root.roles[role];
  if (drop && !keyids.includes(drop))
    throw misused('--drop', `${drop} is not a key of ${role}`, 'see trust verify');
  const kept = keyids.filter((id) => id !== drop);
  const ids = add && !kept.includes(add.keyid) ? [...kept, add.keyid] : kept;
  if (ids.length < threshold)
    throw misused(
      '--drop',
      `${role} needs ${threshold} keys, ${ids.length} would be left`,
      'give --add as well',
    );
  const roles = { ...root.roles, [role]: { keyids: ids, threshold } };
  const used = new Set(Object.values(roles).flatMap((one) => one.keyids));
  const all: Record<string, string> = { ...root.keys, ...(add && { [add.keyid]: add.key }) };
  return {
    ...root,
    version: root.version + 1,
    expires_at: toTimestamp(nowMs + 365 * DAY_MS),
    keys: Object.fromEntries(Object.entries(all).filter(([id]) => used.has(id))),
    roles,
    min_loader: minLoader ?? root.min_loader,
  };
}
