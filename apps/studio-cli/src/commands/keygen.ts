import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StudioId } from '@roundgate/contract';
import { defineCommand } from '../cli/command.ts';
import { misused, reasonOf, refused } from '../cli/failure.ts';
import { generatePrivateKey, toPinnedKey } from '../signing/keys.ts';

function writeNew(path: string, content: string | Buffer, mode: number): void {
  try {
    writeFileSync(path, content, { mode, flag: 'wx' });
  } catch (cause) {
    throw refused(path, `cannot be written: ${reasonOf(cause)}`, 'give another --out folder');
  }
}

/** `roundgate keygen`: a studio's signing key. */
export const keygen = defineCommand({
  name: 'keygen',
  summary: 'Make the Ed25519 key with which a studio signs its builds.',
  options: {
    studio: { value: 'st-…', help: 'id of the studio', required: true },
    out: { value: 'DIR', help: 'folder for both halves of the key', required: true },
  },
  example: 'roundgate keygen --studio st-harbour --out keys',
  async run({ options: { studio, out } }) {
    if (!StudioId.safeParse(studio).success)
      throw misused('--studio', `"${studio}" is not a studio id`, 'it looks like st-harbour');
    const privatePath = join(out, `${studio}.private.pem`);
    const publicPath = join(out, `${studio}.public.json`);
    for (const path of [privatePath, publicPath])
      if (existsSync(path))
        throw refused(path, 'is there already; a key is never overwritten', 'give another --out folder');
    const privateKey = generatePrivateKey();
    const pinned = toPinnedKey(studio, privateKey);
    mkdirSync(out, { recursive: true });
    writeNew(privatePath, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
    writeNew(publicPath, `${JSON.stringify(pinned, null, 2)}\n`, 0o644);
    return {
      facts: { private_key: privatePath, public_key: publicPath, keyid: pinned.keyid },
      lines: [
        `private key  ${privatePath}  (keep it secret, never in a repository)`,
        `public key   ${publicPath}  (give it to the platform, which pins it)`,
        `keyid        ${pinned.keyid}`,
      ],
    };
  },
});
