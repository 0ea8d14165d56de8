import type { OPERATIONS } from '@roundgate/contract';
import type { z } from 'zod';
import type { Partner } from '../config.ts';
import type { Act } from '../domain/releases/change.ts';
import { isPermitted } from '../domain/trust/register.ts';
import { changeRelease } from '../use-cases/change-release.ts';
import type { RequestContext } from './context.ts';
import { refused } from './error-response.ts';
import { ownBuild } from './register-access.ts';

/** What the three changes of a release share: the studio's own build, the rules, the answer. */
export async function releaseAct(
  act: Act,
  {
    digest,
    reason,
    partner,
  }: { readonly digest: string; readonly reason: string; readonly partner: Partner },
  context: RequestContext,
): Promise<z.input<typeof OPERATIONS.promoteBuild.response>> {
  const build = await ownBuild(digest, partner, context);
  const author = { keyId: partner.keyId, reason };
  const { releases: store, trust, nowMs } = context;
  const { permits } = await trust.snapshot(nowMs, 'fresh');
  const play = { gameId: build.game_id, rtpProfile: build.rtp_profile };
  const permitted = (country: string, buildHash: string): boolean =>
    isPermitted(permits.get(country)?.document, { ...play, buildHash }, nowMs);
  const reply = await changeRelease(build, act, author, { store, isPermitted: permitted, nowMs });
  if (reply.kind === 'refused') throw refused(reply.refusal);
  return { release: reply.release, already_so: reply.alreadySo, inherited: reply.inherited };
}
