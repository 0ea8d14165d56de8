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

async function post(address: string, wish: object, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(address, {
    method: 'POST',
    // The second header makes the request one that no form and no foreign page can send.
    headers: { 'content-type': 'application/json', 'x-lobby': '1' },
    body: JSON.stringify(wish),
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
  const [game_id = null, mode, country] = ['game-id', 'mode', 'country'].map(
    (name) => element.getAttribute(name) ?? undefined,
  );
  const wish = { game_id, mode, country };
  const { launcher } = element;
  const endpoint = element.getAttribute('launch-endpoint');
  const asked = within(LAUNCH_WITHIN_MS, 'launch_timeout', signal, async (limit) => {
    if (launcher) return frameUrl((await launcher({ ...wish, signal: limit }))?.launch_url);
    if (!endpoint) throw new RoundgateError('launch_invalid');
    const { href, origin } = new URL(endpoint, document.baseURI);
    return frameUrl(await Promise.race([post(href, wish, limit), refusedByPolicy(origin, limit)]));
  });
  return mode === 'demo' ? demoAddress(JSON.stringify(wish), asked) : asked;
}

/** Addresses of the demos that this page has started, by what was asked for. */
const demos = new Map<string, URL>();

/**
 * The address of a demo, which needs no session: where nobody answers, the last one is as good as a new one, for as long
 * as the loader finds its grant alive. A refusal stands.
 */
async function demoAddress(key: string, asked: Promise<URL>): Promise<URL> {
  try {
    const url = await asked;
    demos.set(key, url);
    return url;
  } catch (error) {
    const last = demos.get(key);
    if (!last || (error as RoundgateError).problem) throw error;
    return last;
  }
}
