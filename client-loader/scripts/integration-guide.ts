import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Addition, RECIPES, type Recipe, recipeHeaders, tagAttributes } from './csp-recipes.ts';

// The parts of docs/integration.md that are made: tables from the comments of src/embed/types.ts, recipes from the data
// that is played in Chromium, and snippets from the files that are tested.

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const GUIDE = here('docs/integration.md');

/** One member of a declaration with its comment. */
export interface Member {
  readonly code: string;
  readonly text: string;
}

/** The source between the line that starts with `head` and the first line that is `end`. */
function blockOf(source: string, head: string, end: RegExp): string {
  const start = source.indexOf(head);
  if (start < 0) throw new Error(`src/embed/types.ts has no "${head}"`);
  const rest = source.slice(start + head.length);
  return rest.slice(0, rest.search(end));
}

/** Members of an interface or union; one without a comment ends the run, for it would be missing from the guide. */
export function membersOf(source: string, head: string): Member[] {
  const isUnion = head.startsWith('export type');
  const block = blockOf(source, head, isUnion ? /;\n/ : /^}/m);
  const members: Member[] = [];
  const pattern = isUnion
    ? /(?:\/\*\* (.*?) \*\/\s*)?\| ('[^']+')/g
    : /(?:\/\*\* (.*?) \*\/\n)? {2}(?! |\/|})((?:[^;{]|\{[^}]*\})+);/g;
  for (const [, text, code = ''] of block.matchAll(pattern)) {
    if (!text) {
      if (/^addEventListener/.test(code)) continue;
      throw new Error(`src/embed/types.ts: ${code.split('\n')[0]} has no comment of one line`);
    }
    members.push({ code: code.replace(/\s+/g, ' ').trim(), text: plain(text) });
  }
  return members;
}

/** Links of comments as plain words. */
const plain = (text: string): string =>
  text.replace(/\{@link [^|}]*\| ?([^}]*)\}/g, '$1').replace(/\{@link ([^}]*)\}/g, '`$1`');
const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${cell(text)}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

const SPLIT = /^(?:readonly )?['"]?([\w:-]+)['"]?\??(\(.*\))?: (.*)$/;
function nameOf({ code: text }: Member): { name: string; call: string; type: string } {
  const [, name = text, call = '', type = ''] = SPLIT.exec(text) ?? [];
  return { name, call, type };
}

const detailOf = (type: string): string =>
  type
    .replace(/^CustomEvent<|>$/g, '')
    .replaceAll('readonly ', '')
    .replace(/; \}/g, ' }');

const eventsTable = (source: string): string =>
  table(
    ['event', '`event.detail`', 'when'],
    membersOf(source, 'export interface RoundgateEvents {').map((member) => {
      const { name, type } = nameOf(member);
      return [code(name), code(detailOf(type)), cell(member.text)];
    }),
  );

const commandsTable = (source: string): string =>
  table(
    ['member', 'what it does'],
    membersOf(source, 'export interface RoundgateGameElement extends HTMLElement {').map((member) => {
      const { name, call, type } = nameOf(member);
      const shown = call ? `${name}${call}: ${type}` : name;
      return [code(shown), cell(member.text)];
    }),
  );

const attributesTable = (source: string): string =>
  table(
    ['attribute', 'meaning'],
    membersOf(source, 'export interface RoundgateAttributes {').map((member) => [
      code(nameOf(member).name),
      cell(member.text),
    ]),
  );

const wordsTable =
  (head: string, title: string) =>
  (source: string): string =>
    table(
      [title, 'meaning'],
      membersOf(source, head).map((member) => [code(member.code.replaceAll("'", '')), cell(member.text)]),
    );

function outcome({ without }: Addition): string {
  if (typeof without !== 'string') return without.missed;
  return without === 'fallback'
    ? 'your fallback content is shown'
    : `\`roundgate:error\` with \`${without}\``;
}

function recipeText(recipe: Recipe): string {
  const headers = Object.entries(recipeHeaders(recipe, recipe.additions))
    .map(([name, text]) => `${name}: ${text.replaceAll('; ', ';\n  ')}`)
    .join('\n');
  const rows = recipe.additions.map((addition) => [
    code(addition.where),
    code(addition.value),
    outcome(addition),
  ]);
  return [
    `#### ${recipe.title}`,
    table(['add to', 'what', 'without it'], rows),
    `\`\`\`http\n${headers}\n\`\`\``,
    `\`\`\`html\n<script src="https://edge.example/embed/embed.<hash>.js" ${tagAttributes(recipe, recipe.additions)}></script>\n\`\`\``,
    ...(recipe.note ? [recipe.note] : []),
  ].join('\n\n');
}

const FENCES: Readonly<Record<string, string>> = { mjs: 'js', py: 'python', php: 'php' };
const snippet = (file: string) => (): string =>
  `\`\`\`${FENCES[file.split('.')[1] ?? '']}\n${readFileSync(here(`docs/snippets/${file}`), 'utf8').trim()}\n\`\`\``;

const PARTS: Readonly<Record<string, (source: string) => string>> = {
  attributes: attributesTable,
  events: eventsTable,
  commands: commandsTable,
  errors: wordsTable('export type RoundgateErrorCode =', 'code'),
  reasons: wordsTable('export type ExitReason =', 'reason'),
  recipes: () => RECIPES.map(recipeText).join('\n\n'),
  'sign-request.mjs': snippet('sign-request.mjs'),
  'sign-request.py': snippet('sign-request.py'),
  'sign-request.php': snippet('sign-request.php'),
  'launch.mjs': snippet('launch.mjs'),
};

/** The guide with every made part made anew. Throws when a part has no place in it. */
export function renewed(guide: string, source: string): string {
  let text = guide;
  for (const [name, make] of Object.entries(PARTS)) {
    const [start, end] = [`<!-- made: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`docs/integration.md has no place for "${name}"`);
    text = `${text.slice(0, from + start.length)}\n${make(source)}\n${text.slice(to)}`;
  }
  return text;
}

/** Writes the guide, or with `--check` exits 1 when it is not what the sources say. */
function main(args: readonly string[]): number {
  const before = readFileSync(GUIDE, 'utf8');
  const after = renewed(before, readFileSync(here('src/embed/types.ts'), 'utf8'));
  if (!args.includes('--check')) writeFileSync(GUIDE, after);
  else if (before !== after)
    console.error(
      'client-loader/docs/integration.md is stale\n  → node client-loader/scripts/integration-guide.ts',
    );
  return args.includes('--check') && before !== after ? 1 : 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
