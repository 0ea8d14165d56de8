import { join } from 'node:path';
import { type Envelope, OPERATIONS } from '@roundgate/contract';
import { type BuildFolder, readBuildFolder, readEnvelope } from '../build/build-folder.ts';
import type { FoundFile } from '../build/walk.ts';
import { defineCommand } from '../cli/command.ts';
import { type Progress, startProgress } from '../cli/progress.ts';
import { createEdgeClient, type EdgeClient } from '../edge/client.ts';
import { EDGE_OPTIONS, readAccess } from '../edge/credentials.ts';
import { checkPayload } from '../signing/envelope.ts';

/** Files go up side by side, so that the time is not the sum of the round trips. */
const LANES = 4;

const pathOf = (template: string, values: Readonly<Record<string, string>>) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));

async function uploadFile(
  client: EdgeClient,
  { path, sha256, bytes }: FoundFile,
): Promise<'sent' | 'present'> {
  if (await client.hasFile(sha256, bytes.length)) return 'present';
  const { method, path: template, response } = OPERATIONS.publishFile;
  const answer = await client.call({
    label: `upload ${path}`,
    method,
    path: pathOf(template, { sha256 }),
    body: bytes,
    contentType: 'application/octet-stream',
    response,
  });
  return answer.already_there ? 'present' : 'sent';
}

/** Uploads each content once, whatever number of paths it has. */
async function uploadFiles(client: EdgeClient, files: readonly FoundFile[], progress: Progress) {
  const queue = [...new Map(files.map((file) => [file.sha256, file])).values()];
  const counts = { sent: 0, present: 0 };
  const runLane = async () => {
    try {
      for (let file = queue.shift(); file; file = queue.shift()) {
        const outcome = await uploadFile(client, file);
        counts[outcome] += 1;
        progress.step(`${file.path} ${outcome === 'sent' ? 'uploaded' : 'already there'}`);
      }
    } finally {
      // When one lane has failed, the others end with the file in hand.
      queue.length = 0;
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, runLane));
  progress.end();
  for (const lane of lanes) if (lane.status === 'rejected') throw lane.reason;
  return counts;
}

function publishEnvelope(client: EdgeClient, build: BuildFolder, envelope: Envelope) {
  const { method, path: template, response } = OPERATIONS.publishBuild;
  return client.call({
    label: `publish ${build.buildHash.slice(0, 19)}…`,
    method,
    path: pathOf(template, { digest: build.buildHash.slice('sha256:'.length) }),
    body: new TextEncoder().encode(JSON.stringify(envelope)),
    contentType: 'application/json',
    response,
  });
}

/** `roundgate publish`: a signed build goes to the edge. */
export const publish = defineCommand({
  name: 'publish',
  summary: 'Upload the files of a signed build and publish it. Safe to repeat.',
  target: { name: 'OUT', help: 'folder of a signed build' },
  options: EDGE_OPTIONS,
  example:
    'roundgate publish out --edge https://edge.example --key-id st-harbour-1 --secret-env ROUNDGATE_SECRET',
  async run({ target, options, json, terminal }) {
    const access = readAccess(options, terminal.env);
    const build = readBuildFolder(target);
    const envelope = readEnvelope(target);
    checkPayload(envelope, build.payload, join(target, 'envelope.json'));
    const contents = new Set(build.files.map(({ sha256 }) => sha256)).size;
    const progress = startProgress(terminal, contents, json);
    const client = createEdgeClient(access, terminal, (text) => progress.note(text));
    const { sent, present } = await uploadFiles(client, build.files, progress);
    const answer = await publishEnvelope(client, build, envelope);
    const state = answer.already_there ? 'was published already' : 'is published';
    return {
      facts: { build_hash: answer.build_hash, already_there: answer.already_there, uploaded: sent, present },
      lines: [`${sent} files uploaded, ${present} already there`, `build_hash ${answer.build_hash} ${state}`],
    };
  },
});
