import { writeFileSync } from 'node:fs';
import { lengthWarnings } from '@roundgate/studio-rgs/analysis';
import { defineCommand } from '../../cli/command.ts';
import { reasonOf, refused } from '../../cli/failure.ts';
import { analysisFacts } from '../../maths/analysis-facts.ts';
import { analyzeFile } from '../../maths/analyze-file.ts';
import { parHtml, parText } from '../../maths/par-forms.ts';
import { parSheet } from '../../maths/par-sheet.ts';
import { readModel } from '../../maths/read-model.ts';

function writeSheet(path: string, html: string): void {
  try {
    writeFileSync(path, html);
  } catch (cause) {
    throw refused(
      path,
      `cannot be written: ${reasonOf(cause)}`,
      'give --html a path in a folder that exists',
    );
  }
}

/** `roundgate maths analyze`: the exact figures of a model and its PAR sheet (spec R3). */
export const analyze = defineCommand({
  name: 'maths analyze',
  summary: 'Work out the exact return, frequencies and variance of a slot model.',
  target: { name: 'FILE', help: 'a roundgate.slot-model/1 file' },
  options: { html: { value: 'OUT', help: 'also writes the PAR sheet as one HTML file' } },
  example: 'roundgate maths analyze model.96.json --html par-sheet.html',
  async run({ target, options }) {
    const startedMs = performance.now();
    const file = readModel(target);
    const analysis = analyzeFile(file);
    const ms = Math.round(performance.now() - startedMs);
    const sheet = parSheet(file, analysis);
    if (options.html) writeSheet(options.html, parHtml(sheet));
    const { game_id, version, rtp_profile } = file.model.source;
    return {
      facts: { game_id, version, rtp_profile, model_hash: file.hash, ...analysisFacts(analysis), ms },
      lines: [
        ...parText(sheet),
        '',
        ...lengthWarnings(analysis.model, analysis.length).map(({ path, rule }) => `! ${path} ${rule}`),
        `worked out in ${ms} ms${options.html ? `, written to ${options.html}` : ''}`,
      ],
    };
  },
});
