import { parseArgs } from 'node:util';
import { EXIT, Failure, misused, reasonOf } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** One `--option VALUE` of a command. */
export interface OptionSpec {
  readonly value: string;
  readonly help: string;
  readonly required?: boolean;
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** Values of the options; only those that are required are sure to be there. */
export type OptionValues<O extends OptionSpecs> = {
  readonly [K in keyof O]: O[K] extends { readonly required: true } ? string : string | undefined;
};

/** What a command gets to work with. */
export interface Call<O extends OptionSpecs> {
  readonly target: string;
  readonly options: OptionValues<O>;
  /** True when only machine-readable output is wanted. */
  readonly json: boolean;
  readonly terminal: Terminal;
}

/** What a command brought: facts for machines and lines for people. */
export interface Result {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
}

/** The description of a command, from which its help and its checks are made. */
export interface CommandSpec<O extends OptionSpecs> {
  readonly name: string;
  readonly summary: string;
  readonly target?: { readonly name: string; readonly help: string };
  readonly options: O;
  readonly example: string;
  readonly run: (call: Call<O>) => Promise<Result>;
}

/** A command that can be called with arguments. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  /** The help that fits these arguments, where it is not the same for all. */
  readonly helpFor?: (args: readonly string[]) => string;
  readonly execute: (args: readonly string[], terminal: Terminal, json: boolean) => Promise<Result>;
}

const COMMON: OptionSpecs = {
  json: { value: '', help: 'print one JSON object instead of lines' },
  help: { value: '', help: 'print this' },
};

const flagOf = (name: string, { value }: OptionSpec) => (value ? `--${name} ${value}` : `--${name}`);

function optionLines(options: OptionSpecs): string[] {
  const all = Object.entries({ ...options, ...COMMON });
  const width = Math.max(...all.map(([name, spec]) => flagOf(name, spec).length));
  return all.map(([name, spec]) => `  ${flagOf(name, spec).padEnd(width)}  ${spec.help}`);
}

function helpOf<O extends OptionSpecs>(spec: CommandSpec<O>): string {
  const required = Object.entries(spec.options).filter(([, option]) => option.required);
  const usage = [
    'roundgate',
    spec.name,
    spec.target?.name,
    ...required.map(([name, option]) => flagOf(name, option)),
  ];
  const target = spec.target ? [`  ${spec.target.name}  ${spec.target.help}`, ''] : [];
  return [
    spec.summary,
    '',
    `Usage: ${usage.filter(Boolean).join(' ')}`,
    '',
    ...target,
    ...optionLines(spec.options),
    '',
    'Example:',
    `  ${spec.example}`,
  ].join('\n');
}

function parse(args: readonly string[], name: string, options: OptionSpecs) {
  const strings = Object.keys(options).map((option) => [option, { type: 'string' as const }] as const);
  try {
    return parseArgs({ args: [...args], options: Object.fromEntries(strings), allowPositionals: true });
  } catch (cause) {
    throw misused(`roundgate ${name}`, reasonOf(cause), `see roundgate ${name} --help`);
  }
}

function checkRequired(name: string, options: OptionSpecs, values: Readonly<Record<string, unknown>>): void {
  const missing = Object.entries(options).filter(([option, spec]) => spec.required && !values[option]);
  if (missing.length === 0) return;
  throw new Failure(
    EXIT.usage,
    missing.map(([option, spec]) => ({
      where: `roundgate ${name}`,
      what: `--${option} is missing: ${spec.help}`,
      mend: `add ${flagOf(option, spec)}`,
    })),
  );
}

function takeTarget<O extends OptionSpecs>(spec: CommandSpec<O>, positionals: readonly string[]): string {
  const [target = '', extra] = positionals;
  const where = `roundgate ${spec.name}`;
  if (spec.target && !target)
    throw misused(
      where,
      `${spec.target.name} is missing: ${spec.target.help}`,
      `roundgate ${spec.name} --help`,
    );
  const surplus = spec.target ? extra : target || undefined;
  if (surplus !== undefined)
    throw misused(where, `"${surplus}" is one argument too many`, 'quote paths that hold spaces');
  return target;
}

/** Makes a command from its description. */
export function defineCommand<const O extends OptionSpecs>(spec: CommandSpec<O>): Command {
  return {
    name: spec.name,
    summary: spec.summary,
    help: helpOf(spec),
    async execute(args, terminal, json) {
      const { values, positionals } = parse(args, spec.name, spec.options);
      const target = takeTarget(spec, positionals);
      checkRequired(spec.name, spec.options, values);
      return spec.run({ target, options: values as OptionValues<O>, json, terminal });
    },
  };
}
