import type { Clause } from './clauses.ts';
import { bare, browserPath, isName, type Place, propertyOf, type SyntaxNode, textOf } from './syntax.ts';

/** What a rule found at one node. */
export interface Finding {
  readonly clause: Clause;
  readonly what: string;
  readonly mend: string;
}

type Row = readonly [clause: Clause, mend: string];

const PLAIN = 'write the code out; for a formula that comes as data, write a small interpreter';
const KIT_SPIN = 'the loader makes every request of a game: use spin() and history() of the kit';
const KIT_ASSET = "put the file into the build and read it with fetch(host.assetUrl('img/star.webp'))";
const KIT_STATE =
  'keep it in a variable; stake, balance and an unfinished round come with the config of the kit';
const NODES = 'build elements with createElement, append and textContent; clear with replaceChildren()';
const INSIDE = 'work on the main thread, in small pieces per frame';
const STAY = 'say it inside the game, or tell the loader through the kit';
const ADOPT = 'use element.style.name = … or a constructed style sheet: sheet.replaceSync(css)';

/** Things of the browser that a game may not call or construct. */
const CALLED: Readonly<Record<string, Row>> = {
  eval: ['F1', PLAIN],
  Function: ['F1', PLAIN],
  WebSocket: ['F3', KIT_SPIN],
  EventSource: ['F3', KIT_SPIN],
  WebTransport: ['F3', KIT_SPIN],
  RTCPeerConnection: ['F3', KIT_SPIN],
  XMLHttpRequest: ['F3', KIT_ASSET],
  'navigator.sendBeacon': ['F3', KIT_SPIN],
  'document.write': ['F5', NODES],
  'document.writeln': ['F5', NODES],
  Worker: ['F7', INSIDE],
  SharedWorker: ['F7', INSIDE],
  open: ['F8', STAY],
  alert: ['F8', STAY],
  confirm: ['F8', STAY],
  prompt: ['F8', STAY],
  'location.assign': ['F8', STAY],
  'location.replace': ['F8', STAY],
  'location.reload': ['F8', STAY],
};

/** Things of the browser that a game may not touch at all, but for asking with `typeof` whether they are there. */
const TOUCHED: Readonly<Record<string, Row>> = {
  localStorage: ['F4', KIT_STATE],
  sessionStorage: ['F4', KIT_STATE],
  indexedDB: ['F4', KIT_STATE],
  caches: ['F4', KIT_STATE],
  cookieStore: ['F4', KIT_STATE],
  'document.cookie': ['F4', KIT_STATE],
  WebAssembly: ['F7', 'use a build of the library without it'],
  'navigator.serviceWorker': ['F7', 'the loader keeps files between launches'],
  parent: ['F8', STAY],
  top: ['F8', STAY],
  opener: ['F8', STAY],
};

/** Methods that turn text into markup, of any object. */
const MARKUP_METHODS = new Set([
  ...['insertAdjacentHTML', 'createContextualFragment', 'setHTMLUnsafe', 'parseFromString'],
]);
const MARKUP_FIELDS = new Set(['innerHTML', 'outerHTML', 'srcdoc']);
const ELEMENTS = new Set([
  ...['script', 'style', 'link', 'iframe', 'frame', 'object', 'embed', 'base', 'form', 'meta'],
]);

const REMOTE = /^(?:(?:https?|wss?|ftp):)?\/\/[\w[-]/i;
/** Names of XML languages look like addresses and are never fetched. */
const NAMESPACE = /^http:\/\/www\.w3\.org\//;
const isRemote = (text: string): boolean => REMOTE.test(text) && !/\s/.test(text) && !NAMESPACE.test(text);
const inBlob = (text: string): boolean => text === '' || /^(?:blob|data):/i.test(text);

const found = ([clause, mend]: Row, what: string): Finding => ({ clause, what, mend });

const argumentsOf = (node: SyntaxNode): readonly unknown[] =>
  Array.isArray(node.arguments) ? node.arguments : [];

/** `document.createElement('iframe')`, `setAttribute('style', …)` and other calls of a method of any object. */
function methodFinding(name: string, node: SyntaxNode): Finding | undefined {
  const text = textOf(argumentsOf(node)[0])?.toLowerCase() ?? '';
  if (MARKUP_METHODS.has(name)) return found(['F5', NODES], `calls ${name}()`);
  if (name === 'createElement' && ELEMENTS.has(text))
    return found(['F6', text === 'style' ? ADOPT : 'draw it with the engine'], `makes a <${text}>`);
  if (name === 'setAttribute' && text === 'style') return found(['F6', ADOPT], 'sets a style attribute');
  if (name === 'setAttribute' && /^on[a-z]+$/.test(text))
    return found(['F6', 'use addEventListener'], `sets the handler ${text} as text`);
  return undefined;
}

function callFinding(node: SyntaxNode, bound: ReadonlySet<string>): Finding | undefined {
  const callee = bare(node.callee);
  const path = browserPath(callee, bound);
  const address = textOf(argumentsOf(node)[0]);
  const row = path === undefined || !Object.hasOwn(CALLED, path) ? undefined : CALLED[path];
  if (row) return found(row, `${node.type === 'NewExpression' ? 'makes a' : 'calls'} ${path}`);
  if (path === 'fetch' && address !== undefined && !inBlob(address))
    return found(['F3', KIT_ASSET], `fetches ${JSON.stringify(address)}`);
  if ((path === 'setTimeout' || path === 'setInterval') && address !== undefined)
    return found(['F1', 'give it a function'], `calls ${path} with a text`);
  const method = callee?.type === 'MemberExpression' ? propertyOf(callee) : undefined;
  return method === undefined ? undefined : methodFinding(method, node);
}

function assignmentFinding(node: SyntaxNode, bound: ReadonlySet<string>): Finding | undefined {
  const target = bare(node.left);
  if (!target) return undefined;
  const path = browserPath(target, bound);
  if (path === 'location' || path === 'location.href' || path === 'document.location')
    return found(['F8', STAY], 'goes to another page');
  const field = target.type === 'MemberExpression' ? propertyOf(target) : undefined;
  return field !== undefined && MARKUP_FIELDS.has(field)
    ? found(['F5', NODES], `assigns ${field}`)
    : undefined;
}

function touchFinding(node: SyntaxNode, place: Place, bound: ReadonlySet<string>): Finding | undefined {
  const asked = place.parent?.type === 'UnaryExpression' && place.parent.operator === 'typeof';
  if (asked || isName(place)) return undefined;
  if (node.type === 'MemberExpression' && propertyOf(node) === 'audioWorklet')
    return found(['F7', INSIDE], 'uses an audio worklet');
  const path = browserPath(node, bound);
  const row = path === undefined || !Object.hasOwn(TOUCHED, path) ? undefined : TOUCHED[path];
  return row && found(row, `uses ${path}`);
}

/** A specifier of an import is judged with the import. */
const isSpecifier = ({ parent, field }: Place): boolean =>
  field === 'source' && /^(?:Import|Export)/.test(parent?.type ?? '');

function literalFinding(node: SyntaxNode, place: Place): Finding | undefined {
  const text = textOf(node);
  if (text === undefined || !isRemote(text) || isSpecifier(place)) return undefined;
  return found(['F3', KIT_ASSET], `holds the address ${text}`);
}

/** What is wrong with one node of a studio's own code, if anything. `bound` are the names that its module binds. */
export function findingAt(node: SyntaxNode, place: Place, bound: ReadonlySet<string>): Finding | undefined {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return callFinding(node, bound);
    case 'AssignmentExpression':
      return assignmentFinding(node, bound);
    case 'Identifier':
    case 'MemberExpression':
      return touchFinding(node, place, bound);
    case 'Literal':
    case 'TemplateLiteral':
      return literalFinding(node, place);
    case 'MetaProperty':
      return (node.meta as { name?: string }).name === 'import' && isReadUrl(place)
        ? found(['F9', KIT_ASSET], 'uses import.meta.url, which is a blob: address here')
        : undefined;
    default:
      return undefined;
  }
}

const isReadUrl = ({ parent }: Place): boolean =>
  parent?.type === 'MemberExpression' && propertyOf(parent) === 'url';
