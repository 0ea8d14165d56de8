import { mkdirSync } from 'node:fs';
import { signDocument } from '@roundgate/contract/trust/sign';
import { defineCommand } from '../../cli/command.ts';
import { misused } from '../../cli/failure.ts';
import type { PublicKey } from '../../signing/keys.ts';
import { firstRoot, type RoleKeys, type RoleName } from '../../trust/root.ts';
import {
  heldSigners,
  makeKey,
  pinsPath,
  readPublicKey,
  rootPath,
  writeEnvelope,
  writeNew,
} from '../../trust/trust-folder.ts';

const readKeys = (list: string): PublicKey[] => list.split(',').map((path) => readPublicKey(path.trim()));

/** Public halves from their holders, or new keys for all roles when none were given. */
function collectKeys(dir: string, given: Readonly<Record<RoleName, string | undefined>>): RoleKeys {
  const named = Object.values(given).filter((value) => value !== undefined);
  if (named.length > 0 && named.length < 4)
    throw misused(
      '--root-keys, --registrar-keys, --compliance-keys, --status-keys',
      'give all four lists of public keys, or none to have keys made here',
      'each is a comma-separated list of .public.json files',
    );
  if (given.root && given.registrar && given.compliance && given.status)
    return {
      root: readKeys(given.root),
      registrar: readKeys(given.registrar),
      compliance: readKeys(given.compliance),
      status: readKeys(given.status),
    };
  return {
    root: ['root-1', 'root-2', 'root-3'].map((name) => makeKey(dir, name)),
    registrar: [makeKey(dir, 'registrar')],
    compliance: [makeKey(dir, 'compliance')],
    status: [makeKey(dir, 'status')],
  };
}

function readThreshold(text: string | undefined): number {
  if (text !== undefined && !/^[1-9]\d?$/.test(text))
    throw misused('--threshold', `"${text}" is not a number from 1 on`, 'such as --threshold 2');
  return Number(text ?? 2);
}

/** `roundgate trust init`: the first root, and the pins that every loader is born with. */
export const init = defineCommand({
  name: 'trust init',
  summary: 'Make the first root of trust, and its keys where none are given.',
  target: { name: 'DIR', help: 'new folder for root, pins and keys' },
  options: {
    'root-keys': { value: 'A,B,C', help: 'public keys of the root role, from their holders' },
    'registrar-keys': { value: 'A', help: 'public keys that vouch for studios' },
    'compliance-keys': { value: 'A,B', help: 'public keys that vouch for permits' },
    'status-keys': { value: 'A', help: 'public key of the gateway’s online key' },
    threshold: { value: '2', help: 'root keys that a root needs (2)' },
    'min-loader': { value: '0.1.0', help: 'oldest loader that may play (0.1.0)' },
  },
  example: 'roundgate trust init trust',
  async run({ target, options, terminal }) {
    mkdirSync(target, { recursive: true, mode: 0o700 });
    const keys = collectKeys(target, {
      root: options['root-keys'],
      registrar: options['registrar-keys'],
      compliance: options['compliance-keys'],
      status: options['status-keys'],
    });
    const threshold = readThreshold(options.threshold);
    const thresholds = { root: threshold, registrar: 1, compliance: keys.compliance.length, status: 1 };
    const root = firstRoot(keys, thresholds, options['min-loader'] ?? '0.1.0', terminal.nowMs());
    const held = heldSigners(target);
    const signers = root.roles.root.keyids.map((id) => held.get(id)).filter((one) => one !== undefined);
    const pins = {
      keys: Object.fromEntries(keys.root.map(({ keyid, key }) => [keyid, key])),
      threshold,
    };
    writeNew(pinsPath(target), `${JSON.stringify(pins, null, 2)}\n`);
    writeEnvelope(rootPath(target, 1), await signDocument('root', root, signers));
    const missing = Math.max(0, threshold - signers.length);
    return {
      facts: { root: rootPath(target, 1), pins: pinsPath(target), signatures: signers.length, missing },
      lines: [
        `root v1   ${rootPath(target, 1)}, good until ${root.expires_at.slice(0, 10)}`,
        `pins      ${pinsPath(target)}  (compiled into loader and gateway)`,
        ...(missing > 0
          ? [`${missing} more signatures are needed: roundgate trust sign on each holder's machine`]
          : [
              'keep the private keys of root, registrar and compliance offline; only status goes to the gateway',
            ]),
      ],
    };
  },
});
