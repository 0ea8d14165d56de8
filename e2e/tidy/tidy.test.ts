import { describe, expect, test } from 'vitest';
import { staleMutants } from '../tamper/mutants.ts';
import { cycleViolations } from './cycles.ts';
import { joseViolations, LAYERS, layerViolations } from './layers.ts';
import { planted, type RepoFile, readRepository, show, type Violation } from './repository.ts';
import { lengthViolations, nameViolations, sizeViolations } from './shape.ts';
import { versionViolations } from './versions.ts';
import { WORD_RULES, wordViolations } from './words.ts';

// A planted line is put together where this file would break the rule that it tests.
const join = (...parts: string[]): string => parts.join('');

type Rule = (files: readonly RepoFile[]) => Violation[];

const repository = readRepository();
const RULES: Readonly<Record<string, Rule>> = {
  'every import is one that its layer may make': layerViolations,
  'jose stays in auth': joseViolations,
  'no value import goes in a circle': cycleViolations,
  'no line holds a refused word': wordViolations,
  'every file has a kebab-case name': nameViolations,
  'no code is longer than 400 lines': lengthViolations,
  'no file is larger than 200 kB': sizeViolations,
  'every dependency is pinned to one exact version': versionViolations,
};

describe('the repository', () => {
  test('is read whole', () => {
    expect(repository.map(({ path }) => path)).toContain('e2e/tidy/tidy.test.ts');
    expect(repository.length).toBeGreaterThan(100);
  });

  test.each(Object.entries(RULES))('%s', (_title, rule) => {
    expect(rule(repository).map(show)).toEqual([]);
  });

  test.each(LAYERS.map(({ path }) => path))('the rules of %s cover a file that exists', (path) => {
    expect(repository.some((file) => file.path === path || file.path.startsWith(`${path}/`))).toBe(true);
  });
});

describe('a planted import', () => {
  test.each([
    ['worker/contract/src/a.ts', "import { Hono } from 'hono';"],
    ['worker/src/domain/rounds/a.ts', "import { z } from 'zod';"],
    ['worker/src/domain/rounds/a.ts', "import type { Env } from '../../config.ts';"],
    ['worker/src/use-cases/a.ts', "import { callWallet } from '../adapters/wallet/a.ts';"],
    ['worker/src/storage/a.ts', "export * from '../use-cases/a.ts';"],
    ['worker/src/http/routes/a.ts', "import { PlayerDO } from '../../durable-objects/player-do.ts';"],
    ['worker/src/http/routes/a.ts', "import { rows } from '../../storage/rounds.ts';"],
    ['client-loader/src/frame/a.ts', "import { spinRequest } from '@roundgate/contract';"],
    ['client-loader/src/frame/a.ts', "import {\n  z,\n} from 'zod';"],
    ['client-loader/src/frame/a.ts', join('const late = await imp', "ort('jose');")],
    ['demo-game/src/engine/a.ts', "import { scene } from '../game/scene/a.ts';"],
    ['demo-game/src/model/a.ts', "import { Sprite } from 'pixi.js';"],
    ['demo-game/src/game/a.ts', "import { frame } from '@roundgate/client-loader/frame';"],
    ['apps/operator/src/a.ts', "import { readConfig } from '../../../worker/src/config.ts';"],
    ['apps/operator/src/a.ts', "import { draw } from '../../studio-rgs/src/spins/draw-spin.ts';"],
    ['e2e/flows/a.spec.ts', "import { readConfig } from '../../worker/src/config.ts';"],
  ])('%s: %s is refused', (path, text) => {
    expect(layerViolations([planted(path, text)])).toHaveLength(1);
  });

  test('of the contract as a type is allowed in the loader', () => {
    const text = "import type { SpinResult } from '@roundgate/contract';";
    expect(layerViolations([planted('client-loader/src/frame/a.ts', text)])).toEqual([]);
  });

  test('of jose outside auth is refused', () => {
    expect(
      joseViolations([planted('worker/src/http/a.ts', "import { jwtVerify } from 'jose';")]),
    ).toHaveLength(1);
    expect(joseViolations([planted('worker/src/auth/a.ts', "import { jwtVerify } from 'jose';")])).toEqual(
      [],
    );
  });

  test('that closes a circle is refused, and a type that closes one is not', () => {
    const first = planted('locales/src/a.ts', "import { b } from './b.ts';");
    expect(cycleViolations([first, planted('locales/src/b.ts', "import { a } from './a.ts';")])).toHaveLength(
      1,
    );
    expect(cycleViolations([first, planted('locales/src/b.ts', "import type { A } from './a.ts';")])).toEqual(
      [],
    );
  });
});

describe('a planted line', () => {
  const domain = 'worker/src/domain/rounds/a.ts';
  const lines: readonly (readonly [string, string, string])[] = [
    ['unfinished work', 'README.md', join('TO', 'DO: say more')],
    ['the type any', 'locales/src/a.ts', join('const a: an', 'y = 1;')],
    ['a silenced compiler or linter', 'locales/src/a.ts', join('// @ts-', 'ignore')],
    ['a focused or skipped test', 'locales/src/a.test.ts', join('test.', "only('adds', () => {});")],
    ["a path of somebody's machine", 'README.md', join('see /ho', 'me/ann/roundgate')],
    ['the host of a package registry', 'package-lock.json', join('https://registry.npm', 'js.org/zod')],
    ['a request from the domain', domain, join('await fet', 'ch(url);')],
    ['the clock read in the domain', domain, join('const nowMs = Date.', 'now();')],
    ['chance in the domain', domain, join('const id = cry', 'pto.randomUUID();')],
  ];

  test.each(lines)('is found as %s', (what, path, line) => {
    const found = wordViolations([planted(path, `first\n${line}\n`)]);
    expect(found.map(show)).toEqual([`${path}:2 ${what}`]);
  });

  test('exists for every rule', () => {
    expect(lines.map(([what]) => what)).toEqual(WORD_RULES.map(({ what }) => what));
  });

  test('of prose that only sounds like one passes', () => {
    const prose = planted('locales/src/a.ts', '// as anybody can read at https://example.com/home/page\n');
    expect(wordViolations([prose])).toEqual([]);
  });
});

describe('a planted file', () => {
  test.each(['worker/src/playerStore.ts', 'worker/src/Player.ts', 'demo_game/a.ts'])(
    '%s is misnamed',
    (path) => {
      expect(nameViolations([planted(path, '')])).toHaveLength(1);
    },
  );

  test('of 401 lines is too long, and of 400 is not', () => {
    expect(lengthViolations([planted('locales/src/a.ts', 'a\n'.repeat(401))])).toHaveLength(1);
    expect(lengthViolations([planted('locales/src/a.ts', 'a\n'.repeat(400))])).toEqual([]);
  });

  test('of more than 200 kB is too large', () => {
    expect(sizeViolations([planted('demo-game/a.png', 'a'.repeat(200_001))])).toHaveLength(1);
  });

  test.each(['^4.6.6', '~4.6.6', '4.x', 'latest', '*', '>=4'])(
    'with a dependency on zod %s is refused',
    (version) => {
      const manifest = JSON.stringify({ dependencies: { zod: version } });
      expect(versionViolations([planted('locales/package.json', manifest)])).toHaveLength(1);
    },
  );

  test('with another version than its neighbour has is refused', () => {
    const of = (path: string, zod: string) => planted(path, JSON.stringify({ dependencies: { zod } }));
    const found = versionViolations([of('package.json', '4.6.6'), of('locales/package.json', '4.6.5')]);
    expect(found.map(({ path }) => path)).toEqual(['locales/package.json']);
  });
});

test('every mutant of the verifier still finds what it breaks', () => {
  expect(staleMutants()).toEqual([]);
});
