import { OPERATIONS, ShareBp } from '@roundgate/contract';
import { checkShape } from '../build/read-json.ts';
import { defineCommand } from '../cli/command.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';
import { BUILD_TARGET, readBuildTarget } from '../register/build-target.ts';
import { REASON_OPTION, readReason } from '../register/reason.ts';
import { releaseResult } from '../register/release-answer.ts';

/** A share as people say it (5, 5%, 2.5) in basis points. */
const readShare = (text: string): number =>
  checkShape(
    ShareBp,
    Math.round(Number(text.replace(/\s*%$/, '')) * 1e6) / 1e4,
    '--share',
    'give 1 to 50, in per cent of new sessions, with at most two decimals',
  );

/** `roundgate canary`: a build is tried by a share of the new sessions. */
export const canary = defineCommand({
  name: 'canary',
  summary: 'Give a certified build a share of the new sessions, or change the share.',
  target: BUILD_TARGET,
  options: {
    share: { value: 'PERCENT', help: 'share of new sessions, 1 to 50', required: true },
    ...REASON_OPTION,
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate canary out --share 5 --reason "smaller textures" --edge https://edge.example --key-id st-harbour-1 --secret-env ROUNDGATE_SECRET',
  async run({ target, options, json, terminal }) {
    const digest = readBuildTarget(target, 'canary');
    const body = { share_bp: readShare(options.share), reason: readReason(options.reason) };
    const client = connect(options, terminal, json);
    const input = { label: `canary ${digest.slice(0, 12)}…`, params: { digest }, body };
    return releaseResult(await client.call(callOf(OPERATIONS.canaryBuild, input)));
  },
});
