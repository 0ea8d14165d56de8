import type { ArmCount, LoaderErrorCode } from '@roundgate/contract';

/** Fewer sessions than this say nothing. */
const MIN_SESSIONS = 20;
const MIN_FAILED = 3;
/** How much worse than the stable build a canary may be, as a share of sessions. */
const MARGIN = 0.02;
/** 99 % two-sided: the canary is looked at after every failure, and each look is a chance to be wrong. */
const Z = 2.576;

/** Errors that a build can cause. A player's network, an old browser or a market's refusal are not its fault. */
const OF_THE_BUILD: ReadonlySet<LoaderErrorCode> = new Set([
  'build_missing',
  'signature_invalid',
  'digest_mismatch',
  'size_mismatch',
  'game_failed',
  'frame_escaped',
  'bridge_violation',
]);

/** True when a loader's error is held against the build that it was loading. */
export const isOfTheBuild = (code: LoaderErrorCode): boolean => OF_THE_BUILD.has(code);

/** Share of failures with Wilson's interval around it; after no session at all it may be anything. */
function intervalOf({ sessions, failed }: ArmCount): { share: number; low: number; high: number } {
  if (sessions === 0) return { share: 0, low: 0, high: 1 };
  const share = failed / sessions;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * sessions);
  const spread = Z * Math.sqrt((share * (1 - share)) / sessions + z2 / (4 * sessions * sessions));
  const scale = 1 + z2 / sessions;
  return { share, low: (centre - spread) / scale, high: (centre + spread) / scale };
}

/** How much more often the canary surely fails: the lower end of Newcombe's interval of the difference. */
function surelyWorseBy(canary: ArmCount, stable: ArmCount): number {
  const own = intervalOf(canary);
  const other = intervalOf(stable);
  return own.share - other.share - Math.hypot(own.share - own.low, other.high - other.share);
}

/**
 * True when a canary has to be stopped: 3 or more of 20 or more of its sessions failed, and it surely (lower end of the
 * 99 % interval) fails 2 points more often than the stable build in the same time (spec M4).
 */
export const isHaltDue = (canary: ArmCount, stable: ArmCount): boolean =>
  canary.sessions >= MIN_SESSIONS && canary.failed >= MIN_FAILED && surelyWorseBy(canary, stable) > MARGIN;

/** The figures of a halt, for the register. */
export const haltDetail = (canary: ArmCount, stable: ArmCount): string =>
  `canary ${canary.failed} of ${canary.sessions} sessions failed, stable ${stable.failed} of ${stable.sessions}`;
