import { readFileSync } from 'node:fs';
import { decimalOf, type Fraction } from '../src/maths/fraction.ts';
import { analyzeFullCycle } from '../src/maths/full-cycle.ts';
import { compileModel, parseSlotModelText } from '../src/maths/index.ts';

/** `node scripts/analyze.ts FILE`: exact RTP and hit frequency of a model by full-cycle enumeration, as JSON. */
const file = process.argv[2];
if (!file) {
  console.error('usage: node scripts/analyze.ts MODEL.json');
  process.exit(2);
}

const startedMs = performance.now();
const { cycle, rtp, hitFrequency, meanSquare } = analyzeFullCycle(
  compileModel(parseSlotModelText(readFileSync(file, 'utf8'))),
);
const exact = ({ num, den }: Fraction) => `${num}/${den}`;
const decimal = (value: Fraction) => decimalOf(value, 10, 4);
const parts = Object.entries(rtp);
const report = {
  cycle: String(cycle),
  rtp: Object.fromEntries(parts.map(([part, value]) => [part, decimal(value)])),
  rtpExact: Object.fromEntries(parts.map(([part, value]) => [part, exact(value)])),
  hitFrequency: decimal(hitFrequency),
  hitFrequencyExact: exact(hitFrequency),
  meanSquare: meanSquare && decimal(meanSquare),
  meanSquareExact: meanSquare && exact(meanSquare),
  ms: Math.round(performance.now() - startedMs),
};
console.log(JSON.stringify(report, undefined, 2));
