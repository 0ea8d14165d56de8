import { mkdirSync } from 'node:fs';
import { defineCommand } from '../../cli/command.ts';
import { misused } from '../../cli/failure.ts';
import { makeKey, publicPath } from '../../trust/trust-folder.ts';

/** `roundgate trust key`: one key, on the machine of whoever will hold it. */
export const key = defineCommand({
  name: 'trust key',
  summary: 'Make one key of a role, on the machine of its holder.',
  target: { name: 'DIR', help: 'folder of the holder' },
  options: { name: { value: 'root-a', help: 'what to call it', required: true } },
  example: 'roundgate trust key my-keys --name root-a',
  async run({ target, options: { name } }) {
    if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(name))
      throw misused('--name', `"${name}" is not a name`, 'small letters, digits and -, such as root-a');
    mkdirSync(target, { recursive: true, mode: 0o700 });
    const { keyid } = makeKey(target, name);
    return {
      facts: { keyid, public_key: publicPath(target, name) },
      lines: [`keyid       ${keyid}`, `public key  ${publicPath(target, name)}  (give this one away)`],
    };
  },
});
