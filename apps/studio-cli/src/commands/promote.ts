import { OPERATIONS } from '@roundgate/contract';
import { defineCommand } from '../cli/command.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';
import { BUILD_TARGET, readBuildTarget } from '../register/build-target.ts';
import { REASON_OPTION, readReason } from '../register/reason.ts';
import { releaseResult } from '../register/release-answer.ts';

/** `roundgate promote`: a build goes live. */
export const promote = defineCommand({
  name: 'promote',
  summary: 'Make a certified build the one that new sessions get.',
  target: BUILD_TARGET,
  options: { ...REASON_OPTION, ...EDGE_OPTIONS },
  example:
    'roundgate promote sha256:… --reason "the canary did well" --edge https://edge.example --key-id st-harbour-1 --secret-env ROUNDGATE_SECRET',
  async run({ target, options, json, terminal }) {
    const digest = readBuildTarget(target, 'promote');
    const body = { reason: readReason(options.reason) };
    const client = connect(options, terminal, json);
    const input = { label: `promote ${digest.slice(0, 12)}…`, params: { digest }, body };
    return releaseResult(await client.call(callOf(OPERATIONS.promoteBuild, input)));
  },
});
