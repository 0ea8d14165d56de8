import { GameId, OPERATIONS } from '@roundgate/contract';
import { checkShape } from '../build/read-json.ts';
import { defineCommand } from '../cli/command.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';
import { eventTable, releaseLine, shortHash, table } from '../register/texts.ts';

type Status = Exclude<ReturnType<typeof OPERATIONS.getReleases.response.parse>, undefined>;

const buildTable = (builds: Status['builds']): string[] =>
  table([
    ['build', 'profile', 'version', 'seq', 'state', 'model', 'mechanics', 'signed by', ''],
    ...builds.map((build) => [
      ...[shortHash(build.build_hash), build.rtp_profile, build.version, String(build.seq), build.state],
      ...[shortHash(build.model_hash), build.mechanics_version, build.keyid],
      build.revoked ? `${build.revoked.at} ${build.revoked.by}: ${build.revoked.reason}` : '',
    ]),
  ]);

const armLines = (arms: Status['arms']): string[] =>
  arms.map(
    ({ rtp_profile, canary, stable }) =>
      `canary of ${rtp_profile}: ${canary.failed} of ${canary.sessions} sessions failed, stable ${stable.failed} of ${stable.sessions}`,
  );

/** `roundgate status`: what of a game is live, and how it came to be. */
export const status = defineCommand({
  name: 'status',
  summary: "Show a game's releases, canaries, builds and history.",
  options: {
    game: { value: 'g-…', help: 'id of the game', required: true },
    limit: { value: 'N', help: 'how many acts of its history to show (50)' },
    before: { value: 'SEQ', help: 'show the acts before this one' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate status --game g-night-market --edge https://edge.example --key-id st-harbour-1 --secret-env ROUNDGATE_SECRET',
  async run({ options, json, terminal }) {
    const game_id = checkShape(GameId, options.game, '--game', 'give the id of a game');
    const { limit, before } = options;
    const client = connect(options, terminal, json);
    const input = { label: `status of ${game_id}`, query: { game_id, limit, before } };
    const answer = await client.call(callOf(OPERATIONS.getReleases, input));
    const more = answer.next_before ? [`older: --before ${answer.next_before}`] : [];
    const nothing = [`nothing of ${game_id} was promoted yet: roundgate promote`];
    return {
      facts: { ...answer },
      lines: [
        ...(answer.releases.length > 0 ? answer.releases.map(releaseLine) : nothing),
        ...armLines(answer.arms),
        '',
        ...buildTable(answer.builds),
        '',
        ...eventTable(answer.history),
        ...more,
      ],
    };
  },
});
