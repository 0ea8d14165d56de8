/** Exit codes of the command. */
export const EXIT = { ok: 0, refused: 1, usage: 2, network: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One thing that went wrong: what, where, and how to mend it. */
export interface Fault {
  readonly what: string;
  readonly where: string;
  readonly mend: string;
}

/** An expected failure: the faults are for people, the exit code for scripts. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  readonly faults: readonly Fault[];
  constructor(exitCode: ExitCode, faults: readonly Fault[]) {
    super(faults.map(({ where, what }) => `${where}: ${what}`).join('; '));
    this.exitCode = exitCode;
    this.faults = faults;
  }
}

/** A check failed or the edge refused: exit code 1. */
export const refused = (where: string, what: string, mend: string) =>
  new Failure(EXIT.refused, [{ what, where, mend }]);

/** The command was called wrongly: exit code 2. */
export const misused = (where: string, what: string, mend: string) =>
  new Failure(EXIT.usage, [{ what, where, mend }]);

/** The edge could not be reached or did not answer as agreed: exit code 3. */
export const unreachable = (where: string, what: string, mend: string) =>
  new Failure(EXIT.network, [{ what, where, mend }]);

/** Throws one {@link Failure} with every fault, when there is any. */
export function refuseAll(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Failure(EXIT.refused, faults);
}

/** The text of whatever was thrown. */
export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
