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

/** The lower end of Wilson's interval: the share of failures that the sample makes sure of. */
function surelyFailing({ sessions, failed }: ArmCount): number {
  const share = failed / sessions;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * sessions);
  const spread = Z * Math.sqrt((share * (1 - share)) / sessions + z2 / (4 * sessions * sessions));
  return (centre - spread) / (1 + z2 / sessions);
}

const shareOf = ({ sessions, failed }: ArmCount): number => (sessions === 0 ? 0 : failed / sessions);

/**
 * True when a canary has to be stopped: of 20 or more of its sessions 3 or more failed, and even the lower end of the
 * 99 % interval of its failures is 2 points above the stable build's share in the same time (spec M4).
 */
export function isHaltDue(canary: ArmCount, stable: ArmCount): boolean {
  if (canary.sessions < MIN_SESSIONS || canary.failed < MIN_FAILED) return false;
  return surelyFailing(canary) > shareOf(stable) + MARGIN;
}

/** The figures of a halt, for the register. */
export const haltDetail = (canary: ArmCount, stable: ArmCount): string =>
  `canary ${canary.failed} of ${canary.sessions} sessions failed, stable ${stable.failed} of ${stable.sessions}`;
