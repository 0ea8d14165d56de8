import { DEMO_PATH, DemoRounds, MAX_FILE_BYTES } from '@roundgate/contract';
import { refused } from '../cli/failure.ts';
import { checkShape, parseJson, readBytes } from './read-json.ts';
import { type FoundFile, sha256Hex } from './walk.ts';

/** A book whose own return is further than this from the certified one plays another game than the real one. */
const RTP_WITHIN = 0.01;
const DRAW_AGAIN = 'draw the book again from the model of this build';

/** The build that a book must be of. */
export interface BookOf {
  readonly game_id: string;
  readonly rtp_profile: string;
  readonly model_hash: string;
  readonly mechanics_version: string;
  readonly rtp: string;
}

/**
 * Reads the sample book of the demo mode and holds it against the build: the same game, profile, model and engine, and
 * the certified return, recounted from its rounds. Throws a `Failure` that names what differs.
 */
export function readDemoRounds(path: string, { rtp, ...expected }: BookOf): FoundFile {
  const bytes = readBytes(path, 'give the sample book with --demo-rounds');
  if (bytes.length > MAX_FILE_BYTES)
    throw refused(path, `is over ${MAX_FILE_BYTES} bytes`, 'draw fewer rounds');
  const book = checkShape(DemoRounds, parseJson(bytes, path), path, DRAW_AGAIN);
  for (const [field, value] of Object.entries(expected)) {
    const found = book[field as keyof typeof expected];
    if (found !== value)
      throw refused(`${path}, ${field}`, `is "${found}", the build is for "${value}"`, DRAW_AGAIN);
  }
  const won = book.rounds.reduce((sum, { win_minor }) => sum + win_minor, 0);
  const returned = won / (book.rounds.length * book.unit_stake_minor);
  if (Math.abs(returned - Number(rtp)) > RTP_WITHIN)
    throw refused(
      `${path}, rounds`,
      `return ${returned.toFixed(4)} of their stakes, the build is certified for ${rtp}`,
      'draw a book that plays like the model',
    );
  return { path: DEMO_PATH, bytes, sha256: sha256Hex(bytes), type: 'application/json' };
}
