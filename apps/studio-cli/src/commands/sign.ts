import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBuildFolder } from '../build/build-folder.ts';
import { defineCommand } from '../cli/command.ts';
import { signBuild } from '../signing/envelope.ts';
import { readPrivateKey } from '../signing/keys.ts';

/** `roundgate sign`: the studio vouches for a build. */
export const sign = defineCommand({
  name: 'sign',
  summary: 'Check a build once more and sign its manifest.',
  target: { name: 'OUT', help: 'folder that roundgate build wrote' },
  options: { key: { value: 'KEYFILE', help: 'private key of roundgate keygen', required: true } },
  example: 'roundgate sign out --key keys/st-harbour.private.pem',
  async run({ target, options }) {
    const { payload, buildHash } = readBuildFolder(target);
    const envelope = await signBuild(payload, readPrivateKey(options.key));
    const path = join(target, 'envelope.json');
    writeFileSync(path, `${JSON.stringify(envelope, null, 2)}\n`);
    const keyid = envelope.signatures[0]?.keyid;
    return {
      facts: { build_hash: buildHash, keyid, envelope: path },
      lines: [`signed by ${keyid} → ${path}`, `build_hash ${buildHash}`],
    };
  },
});
