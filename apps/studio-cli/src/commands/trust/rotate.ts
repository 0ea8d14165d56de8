import { signDocument } from '@roundgate/contract/trust/sign';
import { defineCommand } from '../../cli/command.ts';
import { misused } from '../../cli/failure.ts';
import { nextRoot, ROLES, type RoleName } from '../../trust/root.ts';
import {
  currentRoot,
  heldSigners,
  readPublicKey,
  rootPath,
  writeEnvelope,
} from '../../trust/trust-folder.ts';

/** `roundgate trust rotate`: the next root, signed by the old root role and the new one. */
export const rotate = defineCommand({
  name: 'trust rotate',
  summary: 'Make the next root: a key goes or comes, an older loader is refused, another year begins.',
  target: { name: 'DIR', help: 'folder of trust init' },
  options: {
    role: { value: 'root', help: 'root, registrar, compliance or status (root)' },
    drop: { value: 'KEYID', help: 'key that goes' },
    add: { value: 'PUBLIC.json', help: 'key that comes' },
    'min-loader': { value: '0.2.0', help: 'oldest loader that may play from now on' },
  },
  example: 'roundgate trust rotate trust --role root --drop 0123456789abcdef --add root-4.public.json',
  async run({ target, options, terminal }) {
    const role = (options.role ?? 'root') as RoleName;
    if (!ROLES.includes(role)) throw misused('--role', `there is no role "${role}"`, ROLES.join(', '));
    const before = await currentRoot(target);
    const add = options.add === undefined ? undefined : readPublicKey(options.add);
    const change = { role, drop: options.drop, add, minLoader: options['min-loader'] };
    const root = nextRoot(before, change, terminal.nowMs());
    const held = heldSigners(target);
    const ids = [...new Set([...before.roles.root.keyids, ...root.roles.root.keyids])];
    const signers = ids.map((id) => held.get(id)).filter((one) => one !== undefined);
    const path = rootPath(target, root.version);
    writeEnvelope(path, await signDocument('root', root, signers));
    const count = (keyids: readonly string[]) => signers.filter(({ keyid }) => keyids.includes(keyid)).length;
    const facts = {
      root: path,
      version: root.version,
      by_old: `${count(before.roles.root.keyids)} of ${before.roles.root.threshold}`,
      by_new: `${count(root.roles.root.keyids)} of ${root.roles.root.threshold}`,
    };
    return {
      facts,
      lines: [
        `root v${root.version}   ${path}, good until ${root.expires_at.slice(0, 10)}`,
        `signatures: by the old root role ${facts.by_old}, by the new one ${facts.by_new}`,
        'then: roundgate trust push',
      ],
    };
  },
});
