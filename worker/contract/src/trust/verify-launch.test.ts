import { describe, expect, it } from 'vitest';
import { readTrustVectors, type TrustVectorFile } from '../../vectors/read-trust.ts';
import file from '../../vectors/trust.gen.json' with { type: 'json' };
import { isOlder, TRUST_FAULTS, TrustFault, verifyLaunch, verifyReplay, verifyStatus } from './index.ts';

const vectors = file as unknown as TrustVectorFile;
const cases = readTrustVectors(vectors);
const judge = (vector: (typeof cases)[number], verify = verifyLaunch): Promise<string> => {
  const { asked, floors, loader, nowMs } = vector;
  const trusted = { pins: vectors.pins, floors, loader, ...(nowMs === undefined ? {} : { nowMs }) };
  return verify(vector.bundle, asked, trusted).then(
    () => 'ok',
    (error: unknown) => (error instanceof TrustFault ? error.code : String(error)),
  );
};

describe('the verifier of a launch', () => {
  it.each(cases.map((vector) => [vector.name, vector] as const))('%s', async (_, vector) => {
    expect(await judge(vector)).toBe(vector.expected);
  });

  it('has a case for every fault that it can name', () => {
    const told = new Set(cases.map(({ expected }) => expected));
    expect(TRUST_FAULTS.filter((code) => !told.has(code))).toEqual([]);
  });

  it('answers what it believed, as the floors of the next launch', async () => {
    const [good] = cases;
    if (!good) throw new Error('no case');
    const launch = await verifyLaunch(good.bundle, good.asked, {
      pins: vectors.pins,
      floors: {},
      loader: '0.1.0',
    });
    expect(launch.floors).toEqual({ root: 1, status: 41, 'studio/st-vector': 3, 'permit/MT': 5 });
    expect(launch.manifest.game_id).toBe('g-vector-slot');
    const again = verifyStatus(good.bundle.status, launch.root, 42);
    await expect(again).rejects.toMatchObject({ code: 'trust_rolled_back' });
    expect((await verifyStatus(good.bundle.status, launch.root, 41)).version).toBe(41);
  });
});

/** What a launch refuses and a replay shows: nothing is played, so the build may have left play and its country. */
const SHOWN: ReadonlySet<string> = new Set([
  'a permit that is not valid yet',
  'a permit without this build',
  'a permit for another profile',
  'a certificate that has ended',
  'a certificate that has not begun',
  'a build that is not live',
  'a game that the status does not know',
]);

describe('the verifier of a replay', () => {
  it('refuses all that a launch refuses, but for a build that has left play', async () => {
    for (const vector of cases)
      expect(await judge(vector, verifyReplay), vector.name).toBe(
        SHOWN.has(vector.name) ? 'ok' : vector.expected,
      );
    expect(cases.filter(({ name }) => SHOWN.has(name))).toHaveLength(SHOWN.size);
  });
});

it.each([
  ['0.1.0', '0.1.0', false],
  ['0.1.9', '0.2.0', true],
  ['0.10.0', '0.9.0', false],
  ['1.0.0', '0.9.9', false],
  ['0.9.9', '1.0.0', true],
])('a loader %s against the oldest %s is older: %s', (own, least, older) => {
  expect(isOlder(own, least)).toBe(older);
});
