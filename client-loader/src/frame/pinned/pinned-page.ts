import { BUILD_FACTS, metaOf, type Page } from '../page.ts';

/** Reads what the operator's script wrote into its frame, and takes the token out of the document at once. */
export function readPinnedPage(): Page {
  const url = new URL(metaOf('launch-url'));
  document.querySelector('meta[name="roundgate:launch-url"]')?.remove();
  return {
    ...BUILD_FACTS,
    assurance: 'pinned',
    home: url.origin,
    edge: metaOf('edge'),
    digest: url.pathname.split('/').at(-1) ?? '',
    // The page that wrote this frame is of our own origin.
    ancestors: [origin],
    launchToken: new URLSearchParams(url.hash.slice(1)).get('launch') ?? '',
    country: url.searchParams.get('country') ?? '',
  };
}

/** Own paths are those of the play origin; this frame has none of its own. */
export const fetchFrom =
  (home: string, fetcher: typeof fetch): typeof fetch =>
  (input, init) =>
    fetcher(typeof input === 'string' && input.startsWith('/') ? home + input : input, init);
