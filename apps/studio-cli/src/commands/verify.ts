import { join } from 'node:path';
import { readBuildFolder, readEnvelope } from '../build/build-folder.ts';
import { defineCommand } from '../cli/command.ts';
import { checkPayload, findSigner } from '../signing/envelope.ts';
import { readPinnedKeys } from '../signing/keys.ts';

/** `roundgate verify`: what the loader will check, offline. */
export const verify = defineCommand({
  name: 'verify',
  summary: 'Check signature, manifest and every file of a build, without a network.',
  target: { name: 'OUT', help: 'folder of a signed build' },
  options: {
    pinned: { value: 'PUBLIC.json', help: 'public key, or a list of keys, that is trusted', required: true },
  },
  example: 'roundgate verify out --pinned keys/st-harbour.public.json',
  async run({ target, options }) {
    const pinned = readPinnedKeys(options.pinned);
    const { payload, manifest, buildHash, files } = readBuildFolder(target);
    const where = join(target, 'envelope.json');
    const envelope = readEnvelope(target);
    checkPayload(envelope, payload, where);
    const { keyid, studioId } = await findSigner(envelope, manifest, pinned, where);
    return {
      facts: { build_hash: buildHash, keyid, studio_id: studioId, files: files.length },
      lines: [
        `✓ signature of ${studioId} (${keyid})`,
        `✓ manifest of ${manifest.game_id} ${manifest.version}, build ${manifest.seq}`,
        `✓ ${files.length} files: digest, size and type`,
        `build_hash ${buildHash}`,
      ],
    };
  },
});
