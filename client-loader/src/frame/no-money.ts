/** What the operator's page does not hear of a demo or a replay: no money moves. */
export const MONEY_EVENTS: readonly string[] = ['balance', 'round-start', 'round-end'];

/** The grant in this page's address; to be read before the page is, which takes it away. */
export const readGrant = (name: 'demo' | 'replay'): string =>
  new URLSearchParams(location.hash.slice(1)).get(name) ?? '';
