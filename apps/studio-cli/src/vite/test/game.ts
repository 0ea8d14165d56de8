import { join } from 'node:path';
import { build, type UserConfig } from 'vite';
import { GAME, newFolder, write } from '../../fixtures.ts';
import { type RoundgateOptions, roundgate } from '../index.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A studio's folder with a game that runs, and `files` over it. */
export function newGame(files: Files = {}): string {
  const root = newFolder();
  const all = {
    'game.json': JSON.stringify(GAME),
    'src/main.ts': "document.body.append('ready');\n",
    ...files,
  };
  for (const [path, content] of Object.entries(all)) write(join(root, path), content);
  return root;
}

/** Builds a game with the plugin; returns why it was refused, or an empty text. */
export async function buildGame(
  root: string,
  options: RoundgateOptions = {},
  config: UserConfig = {},
): Promise<string> {
  try {
    await build({ root, configFile: false, logLevel: 'silent', ...config, plugins: [roundgate(options)] });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
