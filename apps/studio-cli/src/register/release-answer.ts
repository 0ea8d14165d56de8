import type { Release } from '@roundgate/contract';
import type { Result } from '../cli/command.ts';
import { releaseLine } from './texts.ts';

/** What a change of a release answers. */
interface Answer {
  readonly release: Release;
  readonly already_so: boolean;
  readonly inherited: readonly string[];
}

/** The same result for canary, promote and rollback. */
export const releaseResult = (answer: Answer): Result => ({
  facts: { ...answer },
  lines: [
    releaseLine(answer.release),
    ...(answer.already_so ? ['it was so already: nothing changed'] : []),
    ...(answer.inherited.length > 0
      ? [`certificate inherited for ${answer.inherited.join(', ')}: a hotfix without maths change`]
      : []),
  ],
});
