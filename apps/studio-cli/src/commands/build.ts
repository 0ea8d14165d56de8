import { DEMO_PATH, MAX_FILE_BYTES, RtpProfile } from '@roundgate/contract';
import { assemble, type Maths, MODEL_PATH } from '../build/assemble.ts';
import { checkOutput, writeBuildFolder } from '../build/build-folder.ts';
import { readDemoRounds } from '../build/demo-rounds.ts';
import { readGameMetadata } from '../build/game-metadata.ts';
import { parseJson, readBytes } from '../build/read-json.ts';
import { type FoundFile, sha256Hex, walkFiles } from '../build/walk.ts';
import { defineCommand } from '../cli/command.ts';
import { misused, refuseAll, refused } from '../cli/failure.ts';

/** A model that says which game and profile it is for must say those of the build. */
function checkModel(path: string, model: unknown, expected: Readonly<Record<string, string>>): void {
  if (typeof model !== 'object' || model === null)
    throw refused(path, 'is not a maths model', 'give the model file');
  const facts: Readonly<Record<string, unknown>> = { ...model };
  refuseAll(
    Object.entries(expected)
      .filter(([field, value]) => typeof facts[field] === 'string' && facts[field] !== value)
      .map(([field, value]) => ({
        where: `${path}, ${field}`,
        what: `is ${JSON.stringify(facts[field])}, the build is for ${JSON.stringify(value)}`,
        mend: 'give the model of this game and profile',
      })),
  );
}

function readModel(path: string, expected: Readonly<Record<string, string>>): FoundFile {
  const bytes = readBytes(path, 'give the maths model with --model');
  checkModel(path, parseJson(bytes, path), expected);
  if (bytes.length > MAX_FILE_BYTES)
    throw refused(path, `is over ${MAX_FILE_BYTES} bytes`, 'make the model smaller');
  return { path: MODEL_PATH, bytes, sha256: sha256Hex(bytes), type: 'application/json' };
}

/** The files of the game and those that are copied in; one that lies there already must be the same. */
function collect(dir: string, given: readonly FoundFile[]): FoundFile[] {
  const { files, faults } = walkFiles(dir, dir);
  refuseAll(faults);
  if (files.length === 0)
    throw refused(dir, 'holds no files', 'bundle the game first, for example with vite build');
  const copied = new Map(
    [MODEL_PATH, DEMO_PATH].map((path) => [path, given.find((file) => file.path === path)]),
  );
  for (const { path, sha256 } of files)
    if (copied.has(path) && copied.get(path)?.sha256 !== sha256)
      throw refused(
        `${dir}/${path}`,
        'is not what was given with --model or --demo-rounds',
        'take it out; the file that is given is copied to there',
      );
  return [...files.filter(({ path }) => !copied.has(path)), ...given];
}

/** The sample book, when one is given: a build without it has no demo mode. */
function readDemo(path: string | undefined, gameId: string, model: FoundFile, maths: Maths): FoundFile[] {
  if (path === undefined) return [];
  const { rtp, rtpProfile, mechanicsVersion } = maths;
  return [
    readDemoRounds(path, {
      game_id: gameId,
      rtp_profile: rtpProfile,
      model_hash: `sha256:${model.sha256}`,
      mechanics_version: mechanicsVersion,
      rtp,
    }),
  ];
}

interface MathsOptions {
  readonly seq: string;
  readonly 'rtp-profile': string;
  readonly rtp: string;
  readonly mechanics: string;
  readonly 'top-win-odds': string | undefined;
}

function readMaths(options: MathsOptions): Maths {
  const { seq, rtp, mechanics, 'rtp-profile': rtpProfile, 'top-win-odds': odds } = options;
  if (!/^[1-9]\d{0,8}$/.test(seq))
    throw misused('--seq', `"${seq}" is not a whole number from 1 on`, 'such as --seq 12');
  if (!/^0\.\d{2,10}$/.test(rtp))
    throw misused('--rtp', `"${rtp}" is not a decimal text`, 'such as --rtp 0.9600');
  if (!RtpProfile.safeParse(rtpProfile).success)
    throw misused('--rtp-profile', `"${rtpProfile}" is not a profile`, 'such as --rtp-profile 96');
  if (odds !== undefined && !/^[1-9]\d{0,14}$/.test(odds))
    throw misused(
      '--top-win-odds',
      `"${odds}" is not a whole number from 1 on`,
      'such as --top-win-odds 303750',
    );
  const known = odds === undefined ? {} : { topWinOdds: Number(odds) };
  return { seq: Number(seq), rtp, rtpProfile, mechanicsVersion: mechanics, ...known };
}

/** `roundgate build`: a folder of files becomes a manifest with one name. */
export const build = defineCommand({
  name: 'build',
  summary: 'Check the files of a game and write the manifest that names them all.',
  target: { name: 'DIR', help: 'folder with the bundled game, such as dist' },
  options: {
    game: { value: 'game.json', help: 'what the game says about itself', required: true },
    model: { value: 'MODEL.json', help: 'maths model, copied in as model.json', required: true },
    'rtp-profile': { value: '96', help: 'the certified profile of this model', required: true },
    rtp: { value: '0.9600', help: 'exact return to player of the model', required: true },
    'top-win-odds': {
      value: 'N',
      help: 'one in N spins pays the top award, as maths analyze tells; shown where a market asks for odds',
    },
    'demo-rounds': {
      value: 'BOOK.json',
      help: 'sample book of the demo mode, copied in as demo-rounds.json',
    },
    mechanics: { value: 'slot-engine/1', help: 'version of the engine that plays the model', required: true },
    seq: { value: 'N', help: 'number of the build, larger with every one', required: true },
    out: { value: 'OUT', help: 'folder to write; an earlier build in it is replaced', required: true },
  },
  example:
    'roundgate build dist --game game.json --model model.96.json --rtp-profile 96 --rtp 0.9600 --mechanics slot-engine/1 --seq 1 --out out',
  async run({ target, options }) {
    const maths = readMaths(options);
    const game = readGameMetadata(options.game);
    const expected = { game_id: game.game_id, rtp_profile: maths.rtpProfile };
    const model = readModel(options.model, expected);
    const files = collect(target, [model, ...readDemo(options['demo-rounds'], game.game_id, model, maths)]);
    checkOutput(options.out, target);
    const assembled = assemble(game, maths, files);
    writeBuildFolder(options.out, assembled, files);
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    return {
      facts: { build_hash: assembled.buildHash, out: options.out, files: files.length, bytes },
      lines: [
        `${game.title} ${game.version}, build ${maths.seq}, profile ${maths.rtpProfile}`,
        `${files.length} files, ${bytes} bytes → ${options.out}`,
        `build_hash ${assembled.buildHash}`,
      ],
    };
  },
});
