import { z } from 'zod';
import type { ProblemCode } from '../problems.ts';
import { Release } from '../register.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS } from './common.ts';

/** What every change of a release may answer. */
export const RELEASE_PROBLEMS = [
  ...PARTNER_PROBLEMS,
  ...BODY_PROBLEMS,
  'BUILD_NOT_FOUND',
  'BUILD_REVOKED',
  'BUILD_NOT_CERTIFIED',
  'RECERTIFICATION_NEEDED',
  'RELEASE_REFUSED',
  'RELEASE_CHANGED',
] as const satisfies readonly ProblemCode[];

/** The release as it is now. `already_so` when the act changed nothing; `inherited` lists countries (spec M4). */
export const ReleaseAnswer = z.object({
  release: Release,
  already_so: z.boolean(),
  inherited: z.array(z.string()).meta({
    description: 'Countries whose certificate this build inherited: a hotfix without maths change',
  }),
});
