import { OPERATIONS } from '@roundgate/contract';
import { defineCommand } from '../cli/command.ts';
import type { EdgeClient } from '../edge/client.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';
import { readBuildTarget } from '../register/build-target.ts';
import { REASON_OPTION, readReason } from '../register/reason.ts';

const KEY = 'key:';

const revokeKey = (client: EdgeClient, keyid: string, body: { reason: string }) =>
  client.call(callOf(OPERATIONS.revokeKey, { label: `revoke key ${keyid}`, params: { keyid }, body }));

const revokeBuild = (client: EdgeClient, digest: string, body: { reason: string }) =>
  client.call(
    callOf(OPERATIONS.revokeBuild, { label: `revoke ${digest.slice(0, 12)}…`, params: { digest }, body }),
  );

/** `roundgate revoke`: a build, or all that a key signed, is never played again. */
export const revoke = defineCommand({
  name: 'revoke',
  summary: 'Revoke a build, or a signing key with all that it signed. At once and for good.',
  target: { name: 'WHAT', help: 'build_hash (sha256:…), folder of a build, or key:KEYID' },
  options: { ...REASON_OPTION, ...EDGE_OPTIONS },
  example:
    'roundgate revoke sha256:… --reason "a reel shows a wrong symbol" --edge https://edge.example --key-id st-harbour-1 --secret-env ROUNDGATE_SECRET',
  async run({ target, options, json, terminal }) {
    const body = { reason: readReason(options.reason) };
    const keyid = target.startsWith(KEY) ? target.slice(KEY.length) : undefined;
    const digest = keyid === undefined ? readBuildTarget(target, 'revoke') : '';
    const client = connect(options, terminal, json);
    const answer =
      keyid === undefined ? await revokeBuild(client, digest, body) : await revokeKey(client, keyid, body);
    const what =
      keyid === undefined ? `build sha256:${digest}` : `key ${keyid} and every build that it signed`;
    const when = `${answer.revoked_at} by ${answer.revoked_by}: ${answer.reason}`;
    return {
      facts: { ...answer },
      lines: [
        `${what} ${answer.already_there ? 'was revoked' : 'is revoked'} ${when}`,
        'no session begins on it, and running ones end after their round',
      ],
    };
  },
});
