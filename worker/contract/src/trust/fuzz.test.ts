import { expect, it } from 'vitest';
import { signedText } from '../../scripts/vectors/trust/envelopes.ts';
import { BUILD, KEYS, permitFor, ROOT, STUDIO, statusFor } from '../../scripts/vectors/trust/world.ts';
import { diceOf, mutated, seedOf } from '../../vectors/mutate.ts';
import { readTrustVectors, type TrustVectorFile } from '../../vectors/read-trust.ts';
import file from '../../vectors/trust.gen.json' with { type: 'json' };
import { BuildManifest } from '../builds.ts';
import { MarketTerms } from '../market-view.ts';
import { readAs } from '../problems.ts';
import { DOCUMENT_SHAPES } from './document-shapes.ts';
import { type DocumentKind, TrustFault, verifyBuild, verifyLaunch } from './index.ts';

const seed = seedOf(process.env.SEED);
const ROUNDS = 3_000;
const permit = permitFor();
const documents = {
  ...{ root: ROOT, studio: STUDIO, build: BUILD, permit },
  status: statusFor({ root: ROOT, studio: STUDIO, permit, build: BUILD }),
};

it(`a build is of the verifier's shape only if the contract's schema says so too (seed ${seed})`, () => {
  const dice = diceOf(seed);
  let agreed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const value = JSON.parse(JSON.stringify(mutated(BUILD, dice))) as unknown;
    const shape = DOCUMENT_SHAPES.build(value);
    const schema = readAs(BuildManifest, value).success;
    // The schema also holds what stands between fields, which the verifier judges apart from the shape.
    if (schema) expect(shape, `seed ${seed}, round ${round}: ${JSON.stringify(value)}`).toBe(true);
    if (shape === schema) agreed += 1;
  }
  expect(agreed).toBeGreaterThan(ROUNDS * 0.9);
});

it(`the terms of a permit are of the verifier's shape exactly when the contract's schema says so (seed ${seed})`, () => {
  const dice = diceOf(seed + 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const market = JSON.parse(JSON.stringify(mutated(permit.market, dice))) as unknown;
    const shape = DOCUMENT_SHAPES.permit({ ...permit, market });
    const schema = readAs(MarketTerms, market).success;
    expect(shape, `seed ${seed}, round ${round}: ${JSON.stringify(market)}`).toBe(schema);
  }
});

it(`no document, however it was changed, makes a shape throw (seed ${seed})`, () => {
  const dice = diceOf(seed + 2);
  for (const kind of Object.keys(documents) as DocumentKind[])
    for (let round = 0; round < ROUNDS / 3; round += 1)
      expect(typeof DOCUMENT_SHAPES[kind](mutated(documents[kind], dice))).toBe('boolean');
});

it(`a signed build that was changed is refused by name, never by accident (seed ${seed})`, async () => {
  const dice = diceOf(seed + 3);
  for (let round = 0; round < 300; round += 1) {
    const envelope = await signedText('build', JSON.stringify(mutated(BUILD, dice)), KEYS.studioA);
    const outcome = await verifyBuild(envelope, STUDIO, '0'.repeat(64)).catch((error: unknown) => error);
    expect(outcome, `seed ${seed}, round ${round}`).toBeInstanceOf(TrustFault);
  }
});

it(`a bundle that was changed is refused by name, never by accident (seed ${seed})`, async () => {
  const dice = diceOf(seed + 4);
  const vectors = file as unknown as TrustVectorFile;
  const [good] = readTrustVectors(vectors);
  if (!good) throw new Error('no vector');
  const trusted = { pins: vectors.pins, floors: {}, loader: '0.1.0' };
  for (let round = 0; round < 400; round += 1) {
    const bundle = mutated(good.bundle, dice) as typeof good.bundle;
    const told = await verifyLaunch(bundle, good.asked, trusted).then(
      ({ manifest }) => (manifest.game_id === BUILD.game_id ? 'ok' : 'another'),
      (error: unknown) => (error instanceof TrustFault ? 'refused' : `threw ${String(error)}`),
    );
    expect(['ok', 'refused'], `seed ${seed}, round ${round}: ${told}`).toContain(told);
  }
});
