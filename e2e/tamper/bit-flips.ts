import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type LaunchBundle, type RootPins, verifyLaunch } from '@roundgate/contract/trust';
import { diceOf } from '@roundgate/contract/vectors/mutate.ts';
import { readTrustVectors, type TrustVectorFile } from '@roundgate/contract/vectors/read-trust.ts';
import { repo } from '../fixtures/paths.ts';

/** What became of the flips. */
export interface FlipReport {
  readonly bitFlips: number;
  /** Flips after which something else than what was signed would have been believed. */
  readonly bitFlipsRan: number;
  readonly seed: number;
}

const parse = (text: string): LaunchBundle | undefined => {
  try {
    return JSON.parse(text) as LaunchBundle;
  } catch {
    return undefined;
  }
};

/** What a launch would believe of this text: the digest of all that it hangs on, or why nothing. */
async function believed(
  text: string,
  asked: { digest: string; country: string },
  pins: RootPins,
): Promise<string> {
  const bundle = parse(text);
  if (!bundle) return 'not JSON';
  return verifyLaunch(bundle, asked, { pins, floors: {}, loader: '0.1.0' }).then(
    (launch) => createHash('sha256').update(JSON.stringify(launch)).digest('hex'),
    () => 'refused',
  );
}

/** Turns one random bit of a launch's answer, again and again, and asks the verifier each time. */
export async function runBitFlips(count: number, seed: number): Promise<FlipReport> {
  const file = JSON.parse(
    readFileSync(repo('worker/contract/vectors/trust.gen.json'), 'utf8'),
  ) as TrustVectorFile;
  const [good] = readTrustVectors(file);
  if (!good) throw new Error('no vector');
  const bytes = Buffer.from(JSON.stringify(good.bundle));
  const whole = await believed(bytes.toString('utf8'), good.asked, file.pins);
  if (whole.length !== 64) throw new Error(`the launch itself is not believed: ${whole}`);
  const dice = diceOf(seed);
  let ran = 0;
  for (let flip = 0; flip < count; flip += 1) {
    const copy = Buffer.from(bytes);
    const at = dice(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << dice(8));
    const told = await believed(copy.toString('utf8'), good.asked, file.pins);
    // A flip outside of what is signed may leave a launch whole; then it is the very same launch.
    if (told.length === 64 && told !== whole) ran += 1;
  }
  return { bitFlips: count, bitFlipsRan: ran, seed };
}
