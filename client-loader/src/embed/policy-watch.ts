import { RoundgateError } from './errors.ts';

/** Rejects when the page's own policy refuses a request or a frame of this origin, which otherwise looks like silence. */
export const refusedByPolicy = (origin: string, signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ disposition, effectiveDirective, blockedURI }) => {
        if (disposition === 'enforce' && /^(connect|frame)-src$/.test(effectiveDirective))
          if (URL.canParse(blockedURI) && new URL(blockedURI).origin === origin)
            reject(new RoundgateError('blocked_by_policy'));
      },
      { signal },
    );
  });
