import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../languages.ts';
import { checkReviews, countReviews, digestOf } from './review.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const TEXTS = { a: 'eins', b: 'zwei' };
const ALL = [{ namespace: 'x', messages: { en: { a: 'one', b: 'two' }, de: TEXTS } }];
const REVIEWED = {
  status: 'reviewed',
  by: 'A. Nother, translator',
  on: '2026-11-25',
  sha256: digestOf(TEXTS),
};

/** Marks of de as given; every other language is marked well. */
function rootWith(de: unknown): string {
  const root = mkdtempSync(join(tmpdir(), 'reviews-'));
  folders.push(root);
  for (const language of LANGUAGES) {
    const good = { x: { status: language === 'en' ? 'source' : 'unreviewed' } };
    mkdirSync(join(root, language));
    if (language === 'de' && de === undefined) continue;
    writeFileSync(
      join(root, language, 'review.json'),
      language === 'de' && typeof de === 'string' ? de : JSON.stringify(language === 'de' ? de : good),
    );
  }
  return root;
}

const faultsOf = (de: unknown) => checkReviews(rootWith(de), ALL).map(({ key, what }) => `${key}: ${what}`);

describe('checkReviews', () => {
  it('accepts what is unreviewed, and what was reviewed in this wording', () => {
    expect(faultsOf({ x: { status: 'unreviewed' } })).toEqual([]);
    expect(faultsOf({ x: REVIEWED })).toEqual([]);
  });

  it.each([
    [undefined, 'null: is missing or broken'],
    ['{', 'null: is missing or broken'],
    [[], 'null: is missing or broken'],
    [{}, 'x: is not marked'],
    [{ x: { status: 'fine' } }, 'x: has the status "fine"'],
    [{ x: { status: 'source' } }, 'x: has the status "source"'],
    [{ x: { ...REVIEWED, by: ' ' } }, 'x: names no reviewer'],
    [{ x: { ...REVIEWED, on: 'today' } }, 'x: has no day of review'],
    [
      { x: { ...REVIEWED, sha256: digestOf({ a: 'eins', b: 'drei' }) } },
      'x: was reviewed in another wording',
    ],
    [{ x: { ...REVIEWED, status: 'unreviewed' } }, 'x: is unreviewed, yet names a review'],
    [
      { x: { status: 'unreviewed', mandated: { c: 'Law 1' } } },
      'x: "mandated" names "c", which is not there',
    ],
    [{ x: { status: 'unreviewed', mandated: { a: '' } } }, 'x: "mandated" gives no source for "a"'],
    [{ x: { status: 'unreviewed' }, y: { status: 'unreviewed' } }, 'y: is not a namespace'],
  ])('refuses the marks %j', (marks, fault) => {
    expect(faultsOf(marks)).toEqual([fault]);
  });

  it('refuses a source that is marked as a translation', () => {
    const root = rootWith({ x: REVIEWED });
    writeFileSync(join(root, 'en/review.json'), '{"x":{"status":"unreviewed"}}');
    expect(checkReviews(root, ALL).map(({ file, what }) => `${file}: ${what}`)).toEqual([
      'en/review.json: has the status "unreviewed"',
    ]);
  });
});

describe('countReviews', () => {
  it('counts texts by their mark, a mandated wording on its own', () => {
    const root = rootWith({ x: { ...REVIEWED, mandated: { a: 'Law 1' } } });
    expect(countReviews(root, ALL)).toEqual({ source: 2, reviewed: 1, mandated: 1, unreviewed: 0 });
  });

  it('counts what has no mark as unreviewed', () => {
    expect(countReviews(rootWith(undefined), ALL).unreviewed).toBe(2);
    expect(countReviews(rootWith({ x: { status: 'fine' } }), ALL).unreviewed).toBe(2);
  });
});

describe('digestOf', () => {
  it('is the same in any order of keys, and another for another text or key', () => {
    expect(digestOf({ b: 'zwei', a: 'eins' })).toBe(digestOf(TEXTS));
    expect(digestOf({ a: 'eins', b: 'Zwei' })).not.toBe(digestOf(TEXTS));
    expect(digestOf({ a: 'eins', c: 'zwei' })).not.toBe(digestOf(TEXTS));
  });
});
