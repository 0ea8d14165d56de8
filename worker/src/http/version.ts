import { ProblemError } from './error-response.ts';

const OFFERED = new Set([
  '*/*',
  'application/*',
  'application/json',
  'application/problem+json',
  'application/vnd.rgs.v1+json',
]);

/** Refuses a request that accepts only versions or types which are not offered (spec P1). */
export function checkVersion(accept: string | null): void {
  if (!accept) return;
  const types = accept.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  if (!types.some((type) => OFFERED.has(type))) {
    throw new ProblemError('VERSION_NOT_SUPPORTED', {
      detail: 'offered: application/vnd.rgs.v1+json, application/json',
    });
  }
}
