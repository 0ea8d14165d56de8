import { positionAt } from './check-module.ts';
import type { BuildFault } from './clauses.ts';

const REMOTE = String.raw`(?:https?:)?\/\/`;
const FONT =
  "load it by its path: new FontFace(name, await (await fetch(host.assetUrl('font/sign.woff2'))).arrayBuffer())";

const RULES: readonly (Pick<BuildFault, 'clause' | 'what' | 'mend'> & { readonly pattern: RegExp })[] = [
  {
    pattern: new RegExp(String.raw`@import\s+(?:url\()?\s*["']?${REMOTE}`, 'gi'),
    clause: 'F10',
    what: 'imports a style sheet from elsewhere',
    mend: 'copy its rules into the source',
  },
  {
    pattern: new RegExp(String.raw`(?<!@import\s+)url\(\s*["']?${REMOTE}`, 'gi'),
    clause: 'F3',
    what: 'loads a file from elsewhere',
    mend: 'put the file beside the style sheet; a small picture is written into it',
  },
  {
    pattern: /@font-face\s*\{[^}]*?url\(/gi,
    clause: 'F9',
    what: 'loads a font, which data: may not carry',
    mend: FONT,
  },
];

/** Comments become blanks, so that every offset stays what it is. */
const withoutComments = (css: string): string =>
  css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));

/** What a style sheet would load that the frame of a game does not. */
export function checkCss(css: string, label: string): BuildFault[] {
  const text = withoutComments(css);
  return RULES.flatMap(({ pattern, ...fault }) =>
    [...text.matchAll(pattern)].map(({ index }) => ({
      where: `${label}:${positionAt(css, index)}`,
      ...fault,
    })),
  );
}
