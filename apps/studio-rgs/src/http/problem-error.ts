import type { ProblemCode, ProblemFacts } from '@roundgate/contract';

/** An expected refusal on its way to the wire. Thrown in the HTTP layer only. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;
  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}
