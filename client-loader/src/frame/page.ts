import type { RootPins } from '@roundgate/contract/trust';

declare const __ROOT_PINS__: RootPins;
declare const __VERSION__: string;

/** What a meta element of this document says. */
export const metaOf = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="roundgate:${name}"]`)?.content ?? '';

/** What the gateway wrote into this page, what the build wrote into this script, and what the address brought. */
export interface Page {
  /** Whether the operator's own digest vouches for this script, or only our origin does. */
  readonly assurance: 'hosted' | 'pinned';
  /** Origin of the gateway's API for players, and of the words. */
  readonly home: string;
  readonly edge: string;
  readonly digest: string;
  readonly ancestors: readonly string[];
  readonly launchToken: string;
  /** Whose permit is asked for; believed only once the session says the same. */
  readonly country: string;
  readonly pins: RootPins;
  readonly version: string;
}

/** What the build wrote into this script. */
export const BUILD_FACTS = { pins: __ROOT_PINS__, version: __VERSION__ };

/** Reads the page and takes the token out of the address at once, so that no history or link carries it. */
export function readPage(): Page {
  const address = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname + location.search);
  return {
    ...BUILD_FACTS,
    assurance: 'hosted',
    home: location.origin,
    edge: metaOf('edge'),
    digest: metaOf('build').replace('sha256:', ''),
    ancestors: metaOf('ancestors').split(' ').filter(Boolean),
    launchToken: address.get('launch') ?? '',
    country: new URLSearchParams(location.search).get('country') ?? '',
  };
}
