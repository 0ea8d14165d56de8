import { isGenerated, isScript, isTest, type RepoFile, type Violation } from './repository.ts';

/** A pattern that no line of a kind of file may hold. Written so that this file does not match itself. */
interface WordRule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly where: (file: RepoFile) => boolean;
}

const everywhere = (): boolean => true;
const isDomain = (file: RepoFile): boolean => file.path.startsWith('worker/src/domain/') && !isTest(file);
const isTypeScript = (file: RepoFile): boolean => isSource(file) && !file.path.endsWith('js');
const isSource = (file: RepoFile): boolean => isScript(file) && !isGenerated(file);

export const WORD_RULES: readonly WordRule[] = [
  { what: 'unfinished work', pattern: /\b(?:TO[D]O|FIX[M]E|not implemente[d])\b/, where: everywhere },
  { what: 'the type any', pattern: /(?::\s?|<|\bas )an[y](?=[;,)>\]=|&[]|\s[=|&]|$)/, where: isTypeScript },
  {
    what: 'a silenced compiler or linter',
    pattern: /@ts-(?:ignor[e]|nochec[k])|biome-ignor[e]/,
    where: isSource,
  },
  {
    what: 'a focused or skipped test',
    pattern: /\b(?:it|test|describe)\.(?:onl[y]|ski[p]|tod[o]|fixm[e])\b/,
    where: isTest,
  },
  {
    what: "a path of somebody's machine",
    pattern: /(?<![\w.*@)\]}-])\/(?:wor[k]|far[m]|roo[t]|hom[e]|tm[p]|User[s])\/[a-z]/,
    where: everywhere,
  },
  { what: 'the host of a package registry', pattern: /registry\.(?:npm[j]s|yar[n]pkg)\./, where: everywhere },
  { what: 'a request from the domain', pattern: /\bfetc[h]\(|\bprocess\.|\bglobalThi[s]\b/, where: isDomain },
  {
    what: 'the clock read in the domain',
    pattern: /\bDate\.no[w]\b|new Dat[e]\(\)|performance\.no[w]|\bsetTimeou[t]\b/,
    where: isDomain,
  },
  { what: 'chance in the domain', pattern: /\bMath\.rando[m]\b|\bcrypt[o]\b/, where: isDomain },
];

const isComment = (line: string): boolean => /^\s*(?:\/\/|\*|\/\*)/.test(line);

/** Lines that hold what {@link WORD_RULES} refuses; a comment in the domain may name what the code may not use. */
export function wordViolations(files: readonly RepoFile[]): Violation[] {
  return files.flatMap((file) => {
    const rules = WORD_RULES.filter((rule) => rule.where(file));
    return file.text
      .split('\n')
      .flatMap((line, index) =>
        rules
          .filter(({ pattern, where }) => pattern.test(line) && !(where === isDomain && isComment(line)))
          .map(({ what }) => ({ path: file.path, line: index + 1, what })),
      );
  });
}
