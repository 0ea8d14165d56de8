import type { Command } from './cli/command.ts';
import { EXIT, type ExitCode, misused } from './cli/failure.ts';
import { reportFailure, reportResult } from './cli/report.ts';
import { processTerminal, type Terminal } from './cli/terminal.ts';
import { approve } from './commands/approve.ts';
import { audit } from './commands/audit/index.ts';
import { billing } from './commands/billing/index.ts';
import { build } from './commands/build.ts';
import { canary } from './commands/canary.ts';
import { certify } from './commands/certify.ts';
import { conform } from './commands/conform.ts';
import { keygen } from './commands/keygen.ts';
import { labPackage } from './commands/lab-package.ts';
import { markets } from './commands/markets/index.ts';
import { maths } from './commands/maths/index.ts';
import { matrix } from './commands/matrix.ts';
import { promote } from './commands/promote.ts';
import { publish } from './commands/publish.ts';
import { receipt } from './commands/receipt/index.ts';
import { reports } from './commands/reports/index.ts';
import { revoke } from './commands/revoke.ts';
import { rng } from './commands/rng/index.ts';
import { rollback } from './commands/rollback.ts';
import { sign } from './commands/sign.ts';
import { status } from './commands/status.ts';
import { trust } from './commands/trust/index.ts';
import { verify } from './commands/verify.ts';
import { withdraw } from './commands/withdraw.ts';

const COMMANDS: readonly Command[] = [
  ...[keygen, build, sign, verify, publish],
  ...[certify, approve, withdraw, matrix],
  ...[canary, promote, rollback, revoke, status],
  ...[trust, markets, maths, rng, labPackage, audit],
  ...[receipt, reports, billing, conform],
];

const HELP = `roundgate: build, sign, check and publish games; audit what was played, try partners.

Usage: roundgate COMMAND [options]      roundgate COMMAND --help

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(11)}  ${summary}`).join('\n')}

The usual order: keygen once, then build, sign, verify, publish; the compliance desk runs certify and approve;
then promote, or canary and promote.

Exit codes: 0 done · 1 a check failed or the edge refused · 2 wrong use · 3 the edge could not be reached`;

async function runCommand(name: string, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const json = args.includes('--json');
  try {
    const command = COMMANDS.find((candidate) => candidate.name === name);
    if (!command) throw misused('roundgate', `there is no command "${name}"`, 'see roundgate --help');
    if (args.includes('--help')) {
      terminal.out(command.helpFor?.(args) ?? command.help);
      return EXIT.ok;
    }
    const ownArgs = args.filter((argument) => argument !== '--json');
    return reportResult(terminal, name, await command.execute(ownArgs, terminal, json), json);
  } catch (cause) {
    return reportFailure(terminal, name, cause, json);
  }
}

/** Runs one command line; returns the exit code. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    terminal.out(HELP);
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  return runCommand(name, rest, terminal);
}

/** Runs the command line of this process. */
export async function runProcess(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), processTerminal());
}
