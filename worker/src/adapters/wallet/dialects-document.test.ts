import { WalletCapabilityRecord, type WalletDialect } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import document from '../../../docs/wallet-dialects.md?raw';
import { DIALECTS } from './dialects.ts';

/** The text below `## name`, up to the next heading. */
function sectionOf(name: string): string {
  const [, section] = document.split(`\n## ${name}\n`);
  if (section === undefined) throw new Error(`worker/docs/wallet-dialects.md has no section ${name}`);
  return section.split('\n## ')[0] ?? '';
}

/** Rows of the table whose first column is headed so, without backticks. */
function tableOf(section: string, head: string): string[][] {
  const lines = section.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${head} |`));
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe.each(Object.entries(DIALECTS))('the document on %s', (name, dialect) => {
  const section = sectionOf(name);

  it('names every word as the adapter reads it, and no other', () => {
    const data = Object.entries(dialect.meanings).flatMap(([on, table]) =>
      Object.entries(table).map(([word, meaning]) => [word, on, meaning.class, meaning.code ?? '']),
    );
    expect(tableOf(section, 'word').sort()).toEqual(data.sort());
  });

  it('names the address of every call', () => {
    const data = Object.entries(dialect.calls).map(([call, shape]) => [call, shape.path]);
    expect(tableOf(section, 'call')).toEqual(data);
  });

  it("shows the simulated wallet's record as it is", () => {
    const shown: unknown = JSON.parse(section.split('```json')[1]?.split('```')[0] ?? 'null');
    expect(WalletCapabilityRecord.parse(shown)).toEqual(dialect.sandboxRecord);
    expect(dialect.sandboxRecord.dialect satisfies WalletDialect).toBe(name);
  });
});
