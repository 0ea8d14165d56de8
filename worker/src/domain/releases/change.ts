import type { Release } from '@roundgate/contract';
import type { Refusal } from '../sessions/session.ts';
import type { Build } from './release.ts';

/** What a studio asks for. The share is in basis points of new sessions. */
export type Act =
  | { readonly act: 'canary'; readonly shareBp: number }
  | { readonly act: 'promote' }
  | { readonly act: 'rollback' };

/** What a change is judged by. */
export interface ChangeFacts {
  readonly release: Release;
  readonly build: Build;
  readonly stable: Build | undefined;
  /** True when the build was the stable one in some release. */
  readonly wasStable: boolean;
  /** Countries where the stable build may be played now and this one may not. */
  readonly lost: readonly string[];
}

/** What comes of it: nothing to do, a new release, or a refusal. */
export type Change =
  | { readonly kind: 'same' }
  | { readonly kind: 'next'; readonly release: Release; readonly detail: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const no = (detail: string): Change => ({
  kind: 'refused',
  refusal: { code: 'RELEASE_REFUSED', facts: { detail } },
});
const short = (buildHash: string): string => `${buildHash.slice(0, 19)}…`;
const percent = (shareBp: number): string => `${(shareBp / 100).toFixed(2)} %`;

const next = (
  release: Release,
  change: Partial<Pick<Release, 'stable' | 'canary'>>,
  detail: string,
): Change => ({ kind: 'next', release: { ...release, ...change, version: release.version + 1 }, detail });

/** Why a build cannot come after what is released, or undefined. */
function orderRefusal({ release, build, stable }: ChangeFacts): Change | undefined {
  const canary = release.canary?.build_hash;
  if (canary && canary !== build.build_hash)
    return no(`${short(canary)} is the canary: promote it, or end it by a rollback to the stable build`);
  return stable && build.seq < stable.seq
    ? no(`seq ${build.seq} is older than the stable build's ${stable.seq}: use rollback`)
    : undefined;
}

function canary(facts: ChangeFacts, shareBp: number, at: string): Change {
  const { release, build, stable } = facts;
  const running = release.canary;
  if (!stable || stable.revoked)
    return no('a canary is compared with a stable build, and there is none: promote one first');
  if (stable.build_hash === build.build_hash) return no('it is the stable build already');
  const wrong = orderRefusal(facts);
  if (wrong) return wrong;
  if (running?.share_bp === shareBp) return { kind: 'same' };
  const since = running?.since ?? at;
  const detail = running ? `${percent(running.share_bp)} → ${percent(shareBp)}` : percent(shareBp);
  return next(release, { canary: { build_hash: build.build_hash, share_bp: shareBp, since } }, detail);
}

function promote(facts: ChangeFacts): Change {
  const { release, build, lost } = facts;
  const wrong = orderRefusal(facts);
  if (wrong) return wrong;
  if (release.stable === build.build_hash) return { kind: 'same' };
  if (lost.length > 0)
    return no(`play would end in ${lost.join(', ')}: have it certified there and the permits renewed first`);
  const detail = release.stable ? `after ${release.stable}` : 'the first';
  return next(release, { stable: build.build_hash, canary: null }, detail);
}

function rollback({ release, build, wasStable }: ChangeFacts): Change {
  if (release.stable === build.build_hash && !release.canary) return { kind: 'same' };
  if (!wasStable) return no('it was never the stable build: use promote');
  const ended = release.canary ? `ends the canary ${release.canary.build_hash}` : '';
  const detail = release.stable === build.build_hash ? ended : `back from ${release.stable}`;
  return next(release, { stable: build.build_hash, canary: null }, detail);
}

/**
 * Judges a change of a release (spec M4). A change never edits: it makes the next version. `at` is when a canary
 * begins, in UTC; changing its share lets it go on.
 */
export function changeOf(act: Act, facts: ChangeFacts, at: string): Change {
  const { revoked } = facts.build;
  if (revoked)
    return { kind: 'refused', refusal: { code: 'BUILD_REVOKED', facts: { detail: revoked.reason } } };
  if (act.act === 'canary') return canary(facts, act.shareBp, at);
  return act.act === 'promote' ? promote(facts) : rollback(facts);
}

/** The release without its canary: what a halt leaves. */
export const withoutCanary = (release: Release): Release => ({
  ...release,
  version: release.version + 1,
  canary: null,
});
