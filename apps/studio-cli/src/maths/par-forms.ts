import { table } from '../cli/table.ts';
import type { ParSheet, Section } from './par-sheet.ts';

/** The sheet as lines for a terminal, without the strips. */
export const parText = ({ title, sections }: ParSheet): string[] => [
  title,
  ...sections
    .filter(({ long }) => !long)
    .flatMap(({ title: heading, rows: [heads = [], ...rows], notes = [] }) => [
      '',
      heading,
      ...table(
        [...heads],
        rows.map((row) => [...row]),
      ),
      ...notes,
    ]),
];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const rowHtml = (tag: 'th' | 'td', row: readonly string[]): string => {
  const scope = tag === 'th' ? ' scope="col"' : '';
  return `<tr>${row.map((cell) => `<${tag}${scope}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
};

const sectionHtml = ({ title, rows: [heads = [], ...rows], notes = [] }: Section): string =>
  [
    `<section><h2>${escaped(title)}</h2>`,
    `<div><table><thead>${rowHtml('th', heads)}</thead><tbody>`,
    ...rows.map((row) => rowHtml('td', row)),
    '</tbody></table></div>',
    ...notes.map((note) => `<p>${escaped(note)}</p>`),
    '</section>',
  ].join('\n');

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
div { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
td { overflow-wrap: anywhere; }
section { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; } }`;

/** The sheet as one HTML file that needs nothing else. */
export const parHtml = ({ title, sections }: ParSheet): string =>
  `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}
</style></head>
<body>
<h1>${escaped(title)}</h1>
${sections.map(sectionHtml).join('\n')}
</body>
</html>
`;
