import { join } from 'node:path';
import { StudioId, toTimestamp } from '@roundgate/contract';
import { FILE_TYPE_LIST, type StudioDocument } from '@roundgate/contract/trust';
import { signDocument } from '@roundgate/contract/trust/sign';
import { defineCommand } from '../../cli/command.ts';
import { misused } from '../../cli/failure.ts';
import { readDays, readVersion } from '../../trust/numbers.ts';
import { DAY_MS } from '../../trust/root.ts';
import { currentRoot, readPublicKey, signersOfRole, writeEnvelope } from '../../trust/trust-folder.ts';

/** `roundgate trust studio`: the registrar vouches for a studio's keys and for which games they may sign. */
export const studio = defineCommand({
  name: 'trust studio',
  summary: 'Vouch for the keys of a studio and the games that they may sign (registrar).',
  target: { name: 'DIR', help: 'folder with the root, and the registrar’s key under keys/' },
  options: {
    studio: { value: 'st-…', help: 'id of the studio', required: true },
    keys: { value: 'A,B', help: 'one live public key, or two while one takes over', required: true },
    prefix: { value: 'g-…', help: 'what the ids of its games begin with', required: true },
    version: { value: 'N', help: 'larger than the one that is published', required: true },
    days: { value: '90', help: 'how long it is good (90)' },
  },
  example:
    'roundgate trust studio trust --studio st-harbour --keys st-harbour.public.json --prefix g-night --version 1',
  async run({ target, options, terminal }) {
    if (!StudioId.safeParse(options.studio).success)
      throw misused('--studio', `"${options.studio}" is not a studio id`, 'it looks like st-harbour');
    const keys = options.keys.split(',').map((path) => readPublicKey(path.trim()));
    if (keys.length > 2) throw misused('--keys', `${keys.length} keys`, 'a studio has at most two live keys');
    const document: StudioDocument = {
      format: 'roundgate.studio/1',
      version: readVersion(options.version),
      expires_at: toTimestamp(terminal.nowMs() + readDays(options.days, 90) * DAY_MS),
      studio_id: options.studio,
      keys: Object.fromEntries(keys.map(({ keyid, key }) => [keyid, key])),
      game_prefix: options.prefix,
      file_types: FILE_TYPE_LIST,
    };
    const root = await currentRoot(target);
    const signers = signersOfRole(target, root.roles.registrar);
    const path = join(target, `studio.${options.studio}.${document.version}.json`);
    writeEnvelope(path, await signDocument('studio', document, signers));
    return {
      facts: { studio: path, version: document.version, signatures: signers.length },
      lines: [
        `${options.studio} v${document.version}  ${path}, good until ${document.expires_at.slice(0, 10)}`,
        `${signers.length} of ${root.roles.registrar.threshold} signatures; then: roundgate trust push`,
      ],
    };
  },
});
