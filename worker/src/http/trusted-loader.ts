import type { LoaderFacts } from '@roundgate/contract';
import { isOlder } from '@roundgate/contract/trust';
import type { TokenSubject } from '../auth/tokens.ts';
import { STATUS_GRACE_MS } from '../domain/trust/status.ts';
import type { RequestContext } from './context.ts';
import { ProblemError } from './error-response.ts';

/**
 * Refuses a launch whose loader believed other documents than those that are current here, is older than the root
 * allows, or came with less assurance than its operator asks for. The loader's verdict is never the authority: this
 * only tells it early that it was shown something old (shared design: integrity).
 */
export async function requireTrustedLoader(
  { version, assurance, trust: seen }: LoaderFacts,
  player: TokenSubject,
  { config, trust, nowMs, request }: RequestContext,
): Promise<void> {
  const { root, permits, status } = await trust.snapshot(nowMs, 'fresh');
  if (isOlder(version, root.document.min_loader)) throw new ProblemError('LOADER_TOO_OLD');
  const operator = config.operator(player.operatorId);
  // A loader on our own origin cannot speak from the operator's: browsers write that header, pages cannot.
  const isPinned = assurance === 'pinned' && operator?.origins.includes(request.headers.get('origin') ?? '');
  if ((assurance === 'pinned' || operator?.assurance === 'pinned') && !isPinned)
    throw new ProblemError('ASSURANCE_TOO_LOW', {
      detail: "a pinned loader speaks from the operator's page",
    });
  if (status.document.revoked_builds.includes(player.buildHash)) throw new ProblemError('BUILD_REVOKED');
  const stale = (what: string) =>
    new ProblemError('TRUST_STALE', { detail: `${what} is not the current one` });
  if (seen.root !== root.document.version) throw stale('root');
  if (seen.permit !== permits.get(player.country)?.document.version) throw stale('permit');
  const ageMs = nowMs - (await trust.statusIssuedAt(seen.status));
  if (!(ageMs <= STATUS_GRACE_MS)) throw stale('status');
}
