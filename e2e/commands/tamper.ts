import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startStack } from '../fixtures/stack.ts';
import { runBitFlips } from '../tamper/bit-flips.ts';
import type { TamperCase } from '../tamper/case.ts';
import { HOSTILE_CASES, publishHostileBuild, TAMPER_CASES } from '../tamper/cases/index.ts';
import { LaunchPad } from '../tamper/launch-pad.ts';
import { runVerifierMutants } from '../tamper/mutants.ts';
import { runTamperCases } from '../tamper/run-tamper.ts';
import { publishTamperBuild } from '../tamper/tamper-build.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    flips: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    /** Only cases whose name or row number this is a part of. */
    only: { type: 'string', default: '' },
  },
});
const say = (text: string): void => console.error(text);

const isWanted = ({ name, row }: TamperCase): boolean =>
  values.only === '' || name.includes(values.only) || String(row) === values.only;

async function browserCases() {
  const state = mkdtempSync(join(tmpdir(), 'roundgate-tamper-'));
  const stack = await startStack({ port: 0, state, say: (text) => say(`  ${text}`) });
  try {
    await publishTamperBuild(stack);
    const pad = await LaunchPad.open(stack);
    const cases = TAMPER_CASES.filter(isWanted);
    const hostile = HOSTILE_CASES.filter(isWanted);
    say(`${cases.length + hostile.length} ways to tamper with a launch, in Chromium against the stack`);
    const results = await runTamperCases(pad, cases, say);
    if (hostile.length > 0) {
      await publishHostileBuild(stack);
      results.push(...(await runTamperCases(pad, hostile, say)));
    }
    await pad.close();
    return results;
  } finally {
    await stack.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

say('breaking the verifier');
const { mutants, caught, missed } = await runVerifierMutants(say);
say(`turning ${values.flips} bits (seed ${values.seed})`);
const { bitFlips, bitFlipsRan } = await runBitFlips(Number(values.flips), Number(values.seed));
const results = await browserCases();
const failed = results.filter(({ ok }) => !ok);
/** Where nothing was refused because nothing had to be: the change did not matter, or the page's own words stand. */
const CONTAINED: readonly string[] = ['ready', 'fallback', 'ui_hidden'];
const refused = results.filter(({ told, ok }) => !(ok && CONTAINED.includes(told)));
const report = {
  cases: refused.length,
  contained: results.length - refused.length,
  ranTampered: results.filter(({ ran }) => ran).length,
  typedErrors: refused.length - failed.length,
  localised: refused.filter(({ localised }) => localised).length,
  failed: failed.map(({ row, name, told }) => `row ${row}, ${name}: ${told}`),
  bitFlips,
  bitFlipsRan,
  verifierMutants: mutants,
  caught,
  missed,
};
console.log(JSON.stringify(report, null, values.json ? undefined : 2));
const isWhole = failed.length === 0 && bitFlipsRan === 0 && missed.length === 0;
process.exit(isWhole && refused.every(({ localised }) => localised) ? 0 : 1);
