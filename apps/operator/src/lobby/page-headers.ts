import type { Config } from '../config.ts';

/** What the browser may do on our page: our own files, the loader's script, and one frame of the play origin. */
export function pageHeaders({ edgeOrigin, playOrigin }: Config): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${edgeOrigin}`,
    "style-src 'self'",
    // The live table comes over a socket of the gateway.
    `connect-src 'self' ${edgeOrigin.replace(/^http/, 'ws')}`,
    `frame-src ${playOrigin}`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
