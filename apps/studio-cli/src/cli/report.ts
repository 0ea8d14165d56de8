import type { Result } from './command.ts';
import { EXIT, type ExitCode, Failure, reasonOf } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a command brought. */
export function reportResult(terminal: Terminal, command: string, result: Result, json: boolean): ExitCode {
  if (json) terminal.out(JSON.stringify({ ok: true, command, ...result.facts }, null, 2));
  else for (const line of result.lines) terminal.out(line);
  return EXIT.ok;
}

/** Prints why a command failed: lines on stderr, and with `--json` the same as one object on stdout. */
export function reportFailure(terminal: Terminal, command: string, cause: unknown, json: boolean): ExitCode {
  const failure =
    cause instanceof Failure
      ? cause
      : new Failure(EXIT.refused, [
          {
            where: 'roundgate',
            what: `unexpected: ${reasonOf(cause)}`,
            mend: 'report this with the command line',
          },
        ]);
  for (const { where, what, mend } of failure.faults) terminal.err(`✗ ${where}: ${what}\n  → ${mend}\n`);
  if (json)
    terminal.out(
      JSON.stringify({ ok: false, command, exit_code: failure.exitCode, errors: failure.faults }, null, 2),
    );
  return failure.exitCode;
}
