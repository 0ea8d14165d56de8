import type { BuildFault, Clause } from './clauses.ts';
import { findingAt } from './rules.ts';
import { bare, boundNames, propertyOf, type SyntaxNode, textOf, walkSyntax } from './syntax.ts';

/**
 * What breaks a library wherever it is reached. Network, storage and markup are left to the frame: a library asks first
 * whether they are there, and a game that has none of them plays on.
 */
const BREAKS: readonly Clause[] = ['F1', 'F7'];

/** False for code that names nothing of those clauses: most of a library need not be parsed. */
export const mayBreak = (code: string): boolean =>
  /\b(?:eval|Function|setTimeout|setInterval|Worker|SharedWorker|WebAssembly|audioWorklet|serviceWorker)\b/.test(
    code,
  );

/** What a game must do for a library whose code path is known to break, and how that is seen in its own modules. */
interface Known {
  readonly clause: Clause;
  readonly mend: string;
  readonly isMet: (own: readonly SyntaxNode[]) => boolean;
}

const imports = (specifier: string) => (node: SyntaxNode) =>
  node.type === 'ImportDeclaration' && textOf(node.source) === specifier;

const setsFalse = (name: string) => (node: SyntaxNode) =>
  node.type === 'Property' &&
  propertyOf({ ...node, property: node.key }) === name &&
  bare(node.value)?.value === false;

const some = (holds: (node: SyntaxNode) => boolean) => (own: readonly SyntaxNode[]) =>
  own.some((program) => {
    let met = false;
    walkSyntax(program, (node) => {
      met ||= holds(node);
    });
    return met;
  });

const KNOWN: Readonly<Record<string, readonly Known[]>> = {
  'pixi.js': [
    {
      clause: 'F1',
      mend: "PixiJS compiles its uniforms with new Function: import 'pixi.js/unsafe-eval' before anything of it",
      isMet: some(imports('pixi.js/unsafe-eval')),
    },
    {
      clause: 'F7',
      mend: 'PixiJS decodes pictures in workers: call Assets.setPreferences({ preferWorkers: false }) first',
      isMet: some(setsFalse('preferWorkers')),
    },
  ],
};

/** A module of a library as far as it is in the bundle. */
export interface LibraryModule {
  readonly id: string;
  readonly program: SyntaxNode;
}

/** The package of a module below `node_modules`, or undefined for a module of the studio's own. */
export function packageOf(id: string): string | undefined {
  const path = id.replaceAll('\\', '/').split('/node_modules/').slice(1).at(-1);
  return path && /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/** The clauses that a module breaks when it is reached, with what it does. */
function breaches(program: SyntaxNode): Map<Clause, string> {
  const bound = boundNames(program);
  const seen = new Map<Clause, string>();
  walkSyntax(program, (node, place) => {
    const finding = findingAt(node, place, bound);
    if (finding && BREAKS.includes(finding.clause) && !seen.has(finding.clause))
      seen.set(finding.clause, finding.what);
  });
  return seen;
}

const UNKNOWN_MEND =
  'use another library, or, when the game never reaches this, say so: roundgate({ unreached: { "its-name": "why" } })';

function faultOf(
  name: string,
  module: LibraryModule,
  [clause, what]: readonly [Clause, string],
  own: readonly SyntaxNode[],
): BuildFault | undefined {
  const known = KNOWN[name]?.find((entry) => entry.clause === clause);
  if (known?.isMet(own)) return undefined;
  const path = module.id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? name;
  return { where: path, clause, what: `${what}, in the library ${name}`, mend: known?.mend ?? UNKNOWN_MEND };
}

/**
 * What of the libraries in the bundle would break in the frame of a game. `unreached` names libraries whose such code
 * the studio answers for. One fault for each library and clause.
 */
export function checkLibraries(
  libraries: readonly LibraryModule[],
  own: readonly SyntaxNode[],
  unreached: Readonly<Record<string, string>>,
): BuildFault[] {
  const faults = new Map<string, BuildFault>();
  for (const module of libraries) {
    const name = packageOf(module.id) ?? '';
    if (Object.hasOwn(unreached, name)) continue;
    for (const breach of breaches(module.program)) {
      const fault = faultOf(name, module, breach, own);
      if (fault && !faults.has(`${name} ${fault.clause}`)) faults.set(`${name} ${fault.clause}`, fault);
    }
  }
  return [...faults.values()];
}
