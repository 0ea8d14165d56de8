import { join } from 'node:path';
import { type Envelope, OPERATIONS } from '@roundgate/contract';
import { type BuildFolder, readBuildFolder, readEnvelope } from '../build/build-folder.ts';
import type { FoundFile } from '../build/walk.ts';
import { defineCommand } from '../cli/command.ts';
import { type FileProgress, sizeText, startUpload, type UploadProgress } from '../cli/upload-progress.ts';
import { createEdgeClient, type EdgeClient } from '../edge/client.ts';
import { callOf } from '../edge/connect.ts';
import { EDGE_OPTIONS, readAccess } from '../edge/credentials.ts';
import { checkPayload } from '../signing/envelope.ts';

/** Files go up side by side, so that the time is not the sum of the round trips. */
const LANES = 4;

async function uploadFile(
  client: EdgeClient,
  { path, sha256, bytes }: FoundFile,
  progress: FileProgress,
): Promise<'sent' | 'present'> {
  if (await client.hasFile(sha256, bytes.length)) return 'present';
  const input = { label: `upload ${path}`, params: { sha256 }, body: bytes };
  const answer = await client.call({ ...callOf(OPERATIONS.publishFile, input), progress });
  return answer.already_there ? 'present' : 'sent';
}

/** One file for each content, whatever number of paths it has. */
const contentsOf = (files: readonly FoundFile[]): FoundFile[] => [
  ...new Map(files.map((file) => [file.sha256, file])).values(),
];

/** Uploads what is not at the edge yet: a run that was cut goes on with the files that it had not finished. */
async function uploadFiles(client: EdgeClient, contents: readonly FoundFile[], progress: UploadProgress) {
  const queue = [...contents];
  const counts = { sent: 0, present: 0, sentBytes: 0 };
  const runLane = async () => {
    try {
      for (let file = queue.shift(); file; file = queue.shift()) {
        const own = progress.file(file.path, file.bytes.length);
        const outcome = await uploadFile(client, file, own);
        counts[outcome] += 1;
        if (outcome === 'sent') counts.sentBytes += file.bytes.length;
        own.done(outcome);
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

const publishEnvelope = (client: EdgeClient, { buildHash }: BuildFolder, envelope: Envelope) =>
  client.call(
    callOf(OPERATIONS.publishBuild, {
      label: `publish ${buildHash.slice(0, 19)}…`,
      params: { digest: buildHash.slice('sha256:'.length) },
      body: envelope,
    }),
  );

/** `roundgate publish`: a signed build goes to the edge. */
export const publish = defineCommand({
  name: 'publish',
  summary:
    'Upload the files of a signed build and publish it. Cut off, run it again: it goes on where it stopped.',
  target: { name: 'OUT', help: 'folder of a signed build' },
  options: EDGE_OPTIONS,
  example:
    'roundgate publish out --edge https://edge.example --key-id st-harbour-1 --secret-env ROUNDGATE_SECRET',
  async run({ target, options, json, terminal }) {
    const access = readAccess(options, terminal.env);
    const build = readBuildFolder(target);
    const envelope = readEnvelope(target);
    checkPayload(envelope, build.payload, join(target, 'envelope.json'));
    const contents = contentsOf(build.files);
    const bytes = contents.reduce((sum, file) => sum + file.bytes.length, 0);
    const progress = startUpload(terminal, { files: contents.length, bytes }, json);
    const client = createEdgeClient(access, terminal, (text) => progress.note(text));
    const { sent, present, sentBytes } = await uploadFiles(client, contents, progress);
    const answer = await publishEnvelope(client, build, envelope);
    const state = answer.already_there ? 'was published already' : 'is published';
    const { build_hash, already_there } = answer;
    return {
      facts: { build_hash, already_there, uploaded: sent, uploaded_bytes: sentBytes, present },
      lines: [
        `${sent} files uploaded (${sizeText(sentBytes)}), ${present} already there`,
        `build_hash ${build_hash} ${state}`,
      ],
    };
  },
});
