import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Finding } from './rules.ts';
import { type SyntaxNode, textOf } from './syntax.ts';

/** A picture up to this size may ride in the module as data:, where it costs a third more. */
const MAX_INLINE_BYTES = 16 * 1024;

const BUNDLE = 'install it as a package and let it be bundled';
const INTO_PUBLIC = "put it into public/ and ask for it by its path: host.assetUrl('sound/win.ogg')";
const INLINE_CSS =
  "import css from './game.css?inline', then sheet.replaceSync(css) and document.adoptedStyleSheets = [sheet]";

const STYLES = /\.(?:css|scss|sass|less|styl|stylus|pcss|postcss)$/;
const PICTURES = /\.(?:png|webp|avif|jpe?g|gif|svg)$/;
const MEDIA = /\.(?:mp3|ogg|wav|m4a|aac|flac|opus|mp4|webm|woff2?|ttf|otf|eot)$/;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function pictureFinding(specifier: string, file: string, importer: string): Finding | undefined {
  const size = file.startsWith('.') ? sizeOf(resolve(dirname(importer), file)) : 0;
  if (size <= MAX_INLINE_BYTES) return undefined;
  const what = `imports ${specifier}, whose ${size} bytes would be written into the module`;
  return { clause: 'F9', what, mend: INTO_PUBLIC };
}

function specifierFinding(specifier: string, importer: string): Finding | undefined {
  const [file = '', query = ''] = specifier.split('?');
  const says = (clause: Finding['clause'], mend: string): Finding => ({
    clause,
    what: `imports ${specifier}`,
    mend,
  });
  if (/^(?:[a-z]+:)?\/\//i.test(file)) return says('F2', BUNDLE);
  if (file.startsWith('node:')) return says('F2', 'a browser has no Node: take it out');
  const flags = query.split('&');
  if (flags.some((flag) => ['worker', 'sharedworker'].includes(flag)))
    return says('F7', 'work on the main thread, in small pieces per frame');
  if (file.endsWith('.wasm')) return says('F7', 'use a build of the library without it');
  if (STYLES.test(file) && !flags.includes('inline')) return says('F10', INLINE_CSS);
  if (flags.includes('raw')) return undefined;
  if (MEDIA.test(file)) return says('F9', INTO_PUBLIC);
  return PICTURES.test(file) ? pictureFinding(specifier, file, importer) : undefined;
}

/** What is wrong with an import, a re-export or a dynamic import of the module `importer`. */
export function importFinding(node: SyntaxNode, importer: string): Finding | undefined {
  const isImport = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(
    node.type,
  );
  if (!isImport && node.type !== 'ImportExpression') return undefined;
  if (!node.source) return undefined;
  const specifier = textOf(node.source);
  const whole = isImport || (node.source as SyntaxNode).type === 'Literal';
  if (specifier !== undefined && whole) return specifierFinding(specifier, importer);
  const mend = 'import what is needed by its name at the top; all of it is in the one module anyway';
  return { clause: 'F2', what: 'imports a module whose name is made while it runs', mend };
}
