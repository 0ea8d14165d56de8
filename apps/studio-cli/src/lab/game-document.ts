import type { BuildManifest } from '@roundgate/contract';
import type { Analysis } from '@roundgate/studio-rgs/analysis';
import { type CompiledModel, numberOf, type SlotModel } from '@roundgate/studio-rgs/maths';
import { figureValue } from '../maths/analysis-facts.ts';

const counted = (table: Readonly<Record<string, number>>, unit: string): string =>
  Object.entries(table)
    .map(([count, value]) => `${count}: ${value}${unit}`)
    .join(', ');

/** One line as a small drawing: a row of text for each row of the window. */
function drawing(line: readonly number[], rows: number): string[] {
  return Array.from({ length: rows }, (_, row) => line.map((at) => (at === row ? '●' : '·')).join(' '));
}

function specials({ source }: CompiledModel): string[] {
  return Object.entries(source.symbols).flatMap(([symbol, { wild, scatter }]) => [
    ...(wild
      ? [
          `- **${symbol}** is wild: it stands for every symbol${wild.excludes.length > 0 ? ` but ${wild.excludes.join(', ')}` : ''}${
            wild.multiplier > 1
              ? `, and multiplies a win in which it stands for another by ${wild.multiplier}, once`
              : ''
          }. A run of wilds alone is not multiplied; the best reading of a line is paid.`,
        ]
      : []),
    ...(scatter ? [`- **${symbol}** is a scatter: it counts wherever it stands.`] : []),
  ]);
}

function features({ freeSpins, bonus, maxWin }: SlotModel): string[] {
  const free = freeSpins && [
    `- **Free spins**: ${freeSpins.symbol} awards ${counted(freeSpins.awards, ' spins')}, on the strips "${freeSpins.reels}", lines and scatters times ${freeSpins.multiplier}. ${
      freeSpins.retrigger ? 'Free spins award further ones.' : 'Free spins award no further ones.'
    } They are played at the bet of the spin that won them.`,
  ];
  const prizes = bonus?.prizes.map(({ pay, weight }) => `${pay} (weight ${weight})`).join(', ');
  const where = bonus?.onLine ? 'on a played line' : 'anywhere in the window';
  return [
    ...(free ?? []),
    ...(bonus
      ? [
          `- **Bonus**: ${bonus.symbol} on reels ${bonus.reels.map((reel) => reel + 1).join(', ')} ${where} draws one prize in ${bonus.unit} bets: ${prizes}.`,
        ]
      : []),
    ...(maxWin === undefined
      ? []
      : [`- **Cap**: a round ends when it has won ${maxWin} total bets, and pays no more.`]),
  ];
}

/** The game design document as the model and the manifest say it: nothing in it is typed by hand. */
export function gameDocument(manifest: BuildManifest, analysis: Analysis): string {
  const { model } = analysis;
  const { source } = model;
  const pays = Object.entries(source.linePays).map(
    ([symbol, table]) => `| ${symbol} | ${counted(table, '')} |`,
  );
  const scatters = Object.entries(source.scatterPays).map(
    ([symbol, table]) => `| ${symbol} | ${counted(table, '')} |`,
  );
  const lines = source.lines.flatMap((line, index) => [
    '```',
    `line ${index + 1}`,
    ...drawing(line, model.rows),
    '```',
  ]);
  return [
    `# ${manifest.title} ${manifest.version}: game design and rules`,
    '',
    `${manifest.game_id} by ${manifest.studio_id}, build ${manifest.seq}, profile ${manifest.maths.rtp_profile}, mechanics ${manifest.maths.mechanics_version}.`,
    `Stakes in minor units: ${manifest.stakes.levels_minor.join(', ')}; ${manifest.stakes.default_minor} at the start.`,
    '',
    '## Play',
    '',
    `- ${model.reels} reels, ${model.rows} rows, ${model.lineCount} lines, all of them always played; the total bet is ${model.lineCount} line bets.`,
    '- Each reel stops at one of its stops, each as likely as any other. The whole round is drawn when the bet is taken.',
    '- A line pays from the left reel on, its highest win once. Wins on different lines, of scatters and of features are added.',
    ...specials(model),
    ...features(source),
    '',
    `Return to player ${(figureValue(analysis.rtp.total) * 100).toFixed(4)} %, hit frequency ${(numberOf(analysis.hitFrequency) * 100).toFixed(4)} %: par-sheet.html has all figures.`,
    '',
    '## Pays of lines, in line bets',
    '',
    '| symbol | pays by count |',
    '| --- | --- |',
    ...pays,
    ...(scatters.length > 0
      ? [
          '',
          `## Pays of scatters, in ${source.scatterUnit} bets`,
          '',
          '| symbol | pays by count |',
          '| --- | --- |',
          ...scatters,
        ]
      : []),
    '',
    '## Lines',
    '',
    ...lines,
    '',
  ].join('\n');
}
