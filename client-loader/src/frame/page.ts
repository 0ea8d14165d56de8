import type { PinnedKey } from '@roundgate/contract';

declare const __PINNED_KEYS__: readonly PinnedKey[];
declare const __VERSION__: string;

const metaOf = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="roundgate:${name}"]`)?.content ?? '';

/** What the gateway wrote into this page, what the build wrote into this script, and the launch token of the address. */
export interface Page {
  readonly edge: string;
  readonly digest: string;
  readonly ancestors: readonly string[];
  readonly launchToken: string;
  readonly pinnedKeys: readonly PinnedKey[];
  readonly version: string;
}

/** Reads the page and takes the token out of the address at once, so that no history or link carries it. */
export function readPage(): Page {
  const launchToken = new URLSearchParams(location.hash.slice(1)).get('launch') ?? '';
  history.replaceState(null, '', location.pathname);
  return {
    edge: metaOf('edge'),
    digest: metaOf('build').replace('sha256:', ''),
    ancestors: metaOf('ancestors').split(' ').filter(Boolean),
    launchToken,
    pinnedKeys: __PINNED_KEYS__,
    version: __VERSION__,
  };
}
