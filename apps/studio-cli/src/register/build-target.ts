import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BuildHash } from '@roundgate/contract';
import { buildHashOf } from '../build/assemble.ts';
import { readBytes } from '../build/read-json.ts';
import { misused } from '../cli/failure.ts';

/** The help of a target that {@link readBuildTarget} reads. */
export const BUILD_TARGET = { name: 'BUILD', help: 'build_hash (sha256:…), or the folder of the build' };

/** The digest, without prefix, of a build that is named by its hash or by its folder. */
export function readBuildTarget(target: string, command: string): string {
  const manifest = join(target, 'manifest.json');
  const hash = existsSync(manifest) ? buildHashOf(readBytes(manifest, 'give a build_hash')) : target;
  if (!BuildHash.safeParse(hash).success)
    throw misused(
      `roundgate ${command}`,
      `"${target}" is neither a build_hash nor the folder of a build`,
      'give sha256:… as roundgate publish prints it, or the --out folder of roundgate build',
    );
  return hash.slice('sha256:'.length);
}
