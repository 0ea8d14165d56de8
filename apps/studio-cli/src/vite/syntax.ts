/** A node of the tree that the bundler's parser makes (ESTree, with `TS…` nodes for types). */
export interface SyntaxNode {
  readonly type: string;
  /** Offset in the source, in UTF-16 units. */
  readonly start: number;
  readonly [field: string]: unknown;
}

/** Where a node hangs. */
export interface Place {
  readonly parent: SyntaxNode | undefined;
  readonly field: string;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** TypeScript that wraps an expression; everything else of its nodes is a type, and gone in the bundle. */
const WRAPPERS = new Set([
  ...['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion'],
  ...['TSInstantiationExpression', 'TSParameterProperty', 'TSEnumDeclaration', 'TSEnumBody', 'TSEnumMember'],
]);

const isType = (node: SyntaxNode): boolean => node.type.startsWith('TS') && !WRAPPERS.has(node.type);

/** Visits every node that is left when the types are gone, parents first. */
export function walkSyntax(
  node: SyntaxNode,
  visit: (node: SyntaxNode, place: Place) => void,
  place: Place = { parent: undefined, field: '' },
): void {
  if (isType(node) || node.importKind === 'type' || node.exportKind === 'type') return;
  visit(node, place);
  for (const [field, value] of Object.entries(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) walkSyntax(child, visit, { parent: node, field });
}

/** The expression inside parentheses, chains and type assertions. */
export function bare(node: unknown): SyntaxNode | undefined {
  if (!isNode(node)) return undefined;
  const wraps = ['ParenthesizedExpression', 'ChainExpression'].includes(node.type) || WRAPPERS.has(node.type);
  return wraps && isNode(node.expression) ? bare(node.expression) : node;
}

/** The text of a string literal, or the beginning of a template up to its first value. */
export function textOf(node: unknown): string | undefined {
  const literal = bare(node);
  if (literal?.type === 'Literal' && typeof literal.value === 'string') return literal.value;
  if (literal?.type !== 'TemplateLiteral' || !Array.isArray(literal.quasis)) return undefined;
  const first = literal.quasis[0] as { value?: { cooked?: string } } | undefined;
  return first?.value?.cooked;
}

/** The name of the property that a member expression reads, when it is written out. */
export const propertyOf = (node: SyntaxNode): string | undefined =>
  node.computed === true ? textOf(node.property) : ((node.property as { name?: string }).name ?? undefined);

const BINDING_FIELDS: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['id', 'params'],
  FunctionExpression: ['id', 'params'],
  ArrowFunctionExpression: ['params'],
  ClassDeclaration: ['id'],
  ClassExpression: ['id'],
  CatchClause: ['param'],
  ImportSpecifier: ['local'],
  ImportDefaultSpecifier: ['local'],
  ImportNamespaceSpecifier: ['local'],
  TSEnumDeclaration: ['id'],
};

function addPattern(names: Set<string>, value: unknown): void {
  if (Array.isArray(value)) for (const entry of value) addPattern(names, entry);
  if (!isNode(value)) return;
  if (value.type === 'Identifier') names.add(String(value.name));
  else
    for (const field of ['properties', 'elements', 'value', 'left', 'argument', 'parameter'])
      addPattern(names, value[field]);
}

/** Every name that the module binds anywhere: such a name is its own and not the browser's. */
export function boundNames(program: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  walkSyntax(program, (node) => {
    for (const field of BINDING_FIELDS[node.type] ?? []) addPattern(names, node[field]);
  });
  return names;
}

const NAMED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  MemberExpression: ['property'],
  Property: ['key'],
  PropertyDefinition: ['key'],
  MethodDefinition: ['key'],
  AccessorProperty: ['key'],
  LabeledStatement: ['label'],
  BreakStatement: ['label'],
  ContinueStatement: ['label'],
  MetaProperty: ['meta', 'property'],
  ImportSpecifier: ['imported'],
  ExportSpecifier: ['exported'],
  ImportAttribute: ['key'],
};

/** True when an identifier only names something here, such as a property, and refers to nothing. */
export const isName = ({ parent, field }: Place): boolean =>
  parent?.computed !== true && (NAMED_FIELDS[parent?.type ?? '']?.includes(field) ?? false);

const WINDOWS = new Set(['window', 'globalThis', 'self']);

/**
 * What of the browser an expression reaches, without the window before it: `localStorage`, `document.cookie`.
 * Undefined for what starts at a name of the module's own.
 */
export function browserPath(value: unknown, bound: ReadonlySet<string>): string | undefined {
  const node = bare(value);
  if (node?.type === 'Identifier') return bound.has(String(node.name)) ? undefined : String(node.name);
  if (node?.type !== 'MemberExpression') return undefined;
  const object = browserPath(node.object, bound);
  const property = propertyOf(node);
  if (object === undefined || property === undefined) return undefined;
  return WINDOWS.has(object) ? property : `${object}.${property}`;
}
