import { RoundgateError } from './errors.ts';
import { refusedByPolicy } from './policy-watch.ts';
import type { RoundgateErrorCode, RoundgateGameElement } from './types.ts';
import { within } from './within.ts';

const LAUNCH_WITHIN_MS = 10_000;
/** A refusal by the page's policy is told a moment after the request has failed. */
const POLICY_TOLD_MS = 100;

type Answer = { readonly launch_url?: unknown; readonly code?: unknown } | null;

const codeOf = (problem: string | null): RoundgateErrorCode => {
  if (problem === 'RG_BLOCKED') return 'rg_blocked';
  return problem && /^MARKET_|^CURRENCY_NOT/.test(problem) ? 'market_refused' : 'launch_failed';
};

/** Address of a loader frame: https, or http only on a `localhost` name for development. */
function frameUrl(text: unknown): URL {
  const url = URL.canParse(String(text)) && new URL(String(text));
  if (url && /^https:|^http:\/\/([\w.-]+\.)?localhost[:/]/.test(url.href)) return url;
  throw new RoundgateError('launch_invalid');
}

async function post(address: string, gameId: string | null, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, {
    method: 'POST',
    // The second header makes the request one that no form and no foreign page can send.
    headers: { 'content-type': 'application/json', 'x-lobby': '1' },
    body: JSON.stringify({ game_id: gameId }),
    credentials: 'same-origin',
    signal,
  }).catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, POLICY_TOLD_MS));
    throw new RoundgateError('network');
  });
  const answer = (await response.json().catch(() => null)) as Answer;
  if (response.ok) return answer?.launch_url;
  const problem = typeof answer?.code === 'string' ? answer.code : null;
  throw new RoundgateError(codeOf(problem), problem);
}

/** True when the element has been told a way to launch. */
export const canLaunch = (element: RoundgateGameElement): boolean =>
  Boolean(element.launcher) || ['launch-url', 'launch-endpoint'].some((name) => element.hasAttribute(name));

/** Gets the address of the loader frame in the operator's way. Rejects with a {@link RoundgateError}. */
export async function askForLaunch(element: RoundgateGameElement, signal: AbortSignal): Promise<URL> {
  const given = element.getAttribute('launch-url');
  if (given !== null) return frameUrl(given);
  const gameId = element.getAttribute('game-id');
  const { launcher } = element;
  const endpoint = element.getAttribute('launch-endpoint');
  return within(LAUNCH_WITHIN_MS, 'launch_timeout', signal, async (limit) => {
    if (launcher) return frameUrl((await launcher({ game_id: gameId, signal: limit }))?.launch_url);
    if (!endpoint) throw new RoundgateError('launch_invalid');
    const { href, origin } = new URL(endpoint, document.baseURI);
    return frameUrl(await Promise.race([post(href, gameId, limit), refusedByPolicy(origin, limit)]));
  });
}
