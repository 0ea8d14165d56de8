import { createHash } from 'node:crypto';
import { OPERATIONS, RoundReceiptFile } from '@roundgate/contract';
import { checkReceipt, type ReceiptCheck, type RoundReceipt } from '@roundgate/contract/receipt';
import type { TrustEnvelope } from '@roundgate/contract/trust';
import { checkShape, parseJson, readBytes } from '../../build/read-json.ts';
import { defineCommand } from '../../cli/command.ts';
import { EXIT, Failure, misused, refused } from '../../cli/failure.ts';
import { readModel } from '../../maths/read-model.ts';
import { redrawCheck } from '../../receipt/redraw-check.ts';
import { readPins } from '../../trust/trust-folder.ts';

const hashes = {
  ofText: (text: string): string => createHash('sha256').update(text).digest('hex'),
  ofHex: (hex: string): string => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex'),
};

const AGAIN = 'ask the gateway for the receipt again; if it says the same, open an incident with both files';
/** What to do about each kind of fault. */
const MEND: Partial<Record<ReceiptCheck['name'], string>> = {
  root: 'check that the pins are those of this platform, and ask it for its chain of roots (GET /trust/register)',
  signature: 'do not rely on it: ask the gateway for the receipt again',
  redraw: 'compare model and mechanics first; if they are those of the build, open an incident',
  seed: 'ask the studio: its published seeds and its draws do not agree',
};

/** What each check looks at, for people. */
const TITLE: Readonly<Record<ReceiptCheck['name'], string>> = {
  root: 'chain of roots',
  signature: 'signature',
  form: 'form',
  time: 'times',
  chain: 'place in the chain',
  event: 'closing event',
  money: 'money',
  result: 'result',
  draw: 'draw',
  seed: 'seed',
  redraw: 'drawn again here',
};

/** The roots of a saved `GET /trust/register`. */
function rootsOf(path: string): readonly TrustEnvelope[] {
  const { roots } = parseJson(readBytes(path, 'save GET /trust/register to a file'), path) as {
    roots?: readonly TrustEnvelope[];
  };
  if (!Array.isArray(roots)) throw refused(path, 'holds no roots', 'give the answer of GET /trust/register');
  return roots;
}

const line = ({ name, ok, detail }: ReceiptCheck): string => `${ok ? '✓' : '✗'} ${TITLE[name]}: ${detail}`;

/** The round in words. */
function storyOf({ round, game_id, build_hash, player_id, operator_id, country }: RoundReceipt): string[] {
  return [
    `round ${round.round_id} of ${player_id} at ${operator_id}, ${country}, closed ${round.closed_at}`,
    `${game_id}, build ${build_hash}`,
  ];
}

/** `roundgate receipt verify`: believes nothing but the pins, and needs no network. */
export const verifyReceipt = defineCommand({
  name: 'receipt verify',
  summary: 'Verify a receipt without a network, and tell each thing that was checked.',
  target: { name: 'FILE', help: 'the saved answer of the gateway, or of roundgate receipt fetch' },
  options: {
    pins: { value: 'pins.json', help: 'the root keys that are believed from the start', required: true },
    keys: {
      value: 'FILE',
      help: 'a saved GET /trust/register: its chain of roots instead of the one in the file',
    },
    model: {
      value: 'FILE',
      help: 'with --seeds: the maths of the build, to draw the round again here once its seed is revealed',
    },
    seeds: { value: 'FILE', help: "a saved GET /rgs/v1/seeds of the studio, to compare the seed's promise" },
  },
  example: 'roundgate receipt verify receipt.json --pins trust/pins.json',
  async run({ target, options, json, terminal }) {
    const mend = 'give a file of roundgate receipt fetch';
    const file = checkShape(RoundReceiptFile, parseJson(readBytes(target, mend), target), target, mend);
    const pins = readPins(options.pins);
    const listed =
      options.seeds && parseJson(readBytes(options.seeds, 'save GET /rgs/v1/seeds'), options.seeds);
    const seeds = listed
      ? checkShape(OPERATIONS.rgsListSeeds.response, listed, options.seeds ?? '', 'give GET /rgs/v1/seeds')
          .seeds
      : undefined;
    const roots = options.keys ? rootsOf(options.keys) : file.roots;
    if (options.model && !seeds)
      throw misused(
        '--model',
        'says nothing without the seeds',
        'give --seeds too: a saved GET /rgs/v1/seeds',
      );
    const verdict = await checkReceipt({ ...file, roots, pins, seeds }, hashes);
    const { receipt } = verdict;
    const checks = [...verdict.checks];
    if (receipt && seeds && options.model)
      checks.push(redrawCheck({ receipt, result: file.result, seeds, model: readModel(options.model) }));
    const wrong = checks.filter(({ ok }) => !ok);
    // What holds is told too when something else does not.
    if (wrong.length > 0 && !json) for (const check of checks) terminal.out(line(check));
    if (wrong.length > 0 || !receipt)
      throw new Failure(
        EXIT.refused,
        wrong.map(({ name, detail }) => ({
          where: `${target}, ${TITLE[name]}`,
          what: detail,
          mend: MEND[name] ?? AGAIN,
        })),
      );
    return {
      facts: { round_id: receipt.round.round_id, build_hash: receipt.build_hash, checks, receipt },
      lines: [...storyOf(receipt), ...checks.map(line)],
    };
  },
});
