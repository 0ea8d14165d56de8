/** For what lies under the digest of its content, or at its place in a chain: it never changes, so it is written once. */
export const ONCE: R2PutOptions = { onlyIf: new Headers({ 'if-none-match': '*' }) };
