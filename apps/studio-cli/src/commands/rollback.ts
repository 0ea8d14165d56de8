import { OPERATIONS } from '@roundgate/contract';
import { defineCommand } from '../cli/command.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';
import { BUILD_TARGET, readBuildTarget } from '../register/build-target.ts';
import { REASON_OPTION, readReason } from '../register/reason.ts';
import { releaseResult } from '../register/release-answer.ts';

/** `roundgate rollback`: new sessions get an earlier build again. */
export const rollback = defineCommand({
  name: 'rollback',
  summary: 'Return to a build that was stable before; naming the stable one ends its canary.',
  target: BUILD_TARGET,
  options: { ...REASON_OPTION, ...EDGE_OPTIONS },
  example:
    'roundgate rollback sha256:… --reason "music stutters on old phones" --edge https://edge.example --key-id st-harbour-1 --secret-env ROUNDGATE_SECRET',
  async run({ target, options, json, terminal }) {
    const digest = readBuildTarget(target, 'rollback');
    const body = { reason: readReason(options.reason) };
    const client = connect(options, terminal, json);
    const input = { label: `rollback ${digest.slice(0, 12)}…`, params: { digest }, body };
    return releaseResult(await client.call(callOf(OPERATIONS.rollbackBuild, input)));
  },
});
