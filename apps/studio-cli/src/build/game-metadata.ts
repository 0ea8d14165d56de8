import { GameMetadata } from '@roundgate/contract';
import { checkShape, parseJson, readBytes } from './read-json.ts';

/** Reads a `game.json`; throws a `Failure` that names every wrong field. */
export function readGameMetadata(path: string): GameMetadata {
  const bytes = readBytes(path, 'give the game.json of the game with --game');
  return checkShape(GameMetadata, parseJson(bytes, path), path, 'correct this field of the game.json');
}
