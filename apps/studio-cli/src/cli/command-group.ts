import type { Command } from './command.ts';
import { misused } from './failure.ts';

/** Commands under one name, as in `roundgate trust init`. */
export function defineGroup(name: string, summary: string, commands: readonly Command[]): Command {
  const width = Math.max(...commands.map((command) => command.name.length));
  const help = [
    summary,
    '',
    `Usage: roundgate ${name} COMMAND [options]      roundgate ${name} COMMAND --help`,
    '',
    ...commands.map(
      (command) => `  ${command.name.slice(name.length + 1).padEnd(width)}  ${command.summary}`,
    ),
  ].join('\n');
  const find = (word: string | undefined) => commands.find((command) => command.name === `${name} ${word}`);
  return {
    name,
    summary,
    help,
    helpFor: (args) => find(args[0])?.help ?? help,
    async execute([word, ...args], terminal, json) {
      const command = find(word);
      if (!command)
        throw misused(
          `roundgate ${name}`,
          word ? `there is no "${word}"` : 'what is missing',
          `roundgate ${name} --help`,
        );
      return command.execute(args, terminal, json);
    },
  };
}
