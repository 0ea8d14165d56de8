import type { Sha256 } from './audit/chain.ts';
import type { CampaignArm } from './campaigns.ts';

const BITS = 64n;
const HEX_DIGITS = 16;

/**
 * The arm of a player: a function of the names alone, so that it needs no memory, never changes, and anybody can make
 * it again (spec F4). The first 64 bits h of a hash fall on the cumulative weights at ⌊h·W / 2^64⌋. An arm's share
 * differs from weight / W by less than 2^-64; two campaigns hash other texts, so that one says nothing of the other.
 */
export function campaignArmOf(
  sha256: Sha256,
  campaignId: string,
  who: { readonly operatorId: string; readonly playerId: string },
  arms: readonly CampaignArm[],
): CampaignArm {
  const total = arms.reduce((sum, { weight }) => sum + weight, 0);
  const text = ['roundgate.campaign-arm/1', campaignId, who.operatorId, who.playerId].join('|');
  const hash = BigInt(`0x${sha256(text).slice(0, HEX_DIGITS)}`);
  let left = Number((hash * BigInt(total)) >> BITS);
  for (const arm of arms) {
    if (left < arm.weight) return arm;
    left -= arm.weight;
  }
  throw new RangeError('a campaign has arms with weights');
}

/** The packet of a player in a campaign: the same name however often it is given. */
export function campaignGrantId(
  sha256: Sha256,
  campaignId: string,
  who: { readonly operatorId: string; readonly playerId: string },
): string {
  const text = ['roundgate.campaign-grant/1', campaignId, who.operatorId, who.playerId].join('|');
  return `fs-c${sha256(text).slice(0, 40)}`;
}
