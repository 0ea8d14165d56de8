import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../context.ts';
import { ProblemError } from '../problem-error.ts';

const OFFERED = new Set(['application/vnd.rgs.v1+json', 'application/json', 'application/*', '*/*']);

function accepts(header: string): boolean {
  return header.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    return OFFERED.has(type) && !refused;
  });
}

/** Refuses a request that only takes versions this server does not speak (spec P1). */
export const version = createMiddleware<AppEnv>(async function checkVersion(c, next) {
  const header = c.req.header('accept');
  if (header && !accepts(header))
    throw new ProblemError('VERSION_NOT_SUPPORTED', { detail: 'offered: application/vnd.rgs.v1+json' });
  await next();
});
