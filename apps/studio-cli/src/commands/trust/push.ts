import { Envelope, OPERATIONS } from '@roundgate/contract';
import { payloadTypeOf, type TrustEnvelope } from '@roundgate/contract/trust';
import { checkShape } from '../../build/read-json.ts';
import { defineCommand } from '../../cli/command.ts';
import { refused } from '../../cli/failure.ts';
import { startProgress } from '../../cli/progress.ts';
import { createEdgeClient } from '../../edge/client.ts';
import { EDGE_OPTIONS, readAccess } from '../../edge/credentials.ts';
import { contentOf, readEnvelopeFile } from '../../trust/trust-folder.ts';

/** The name under which a document is published, from what it says of itself. */
function nameOf(envelope: TrustEnvelope, where: string): string {
  const { studio_id, country } = contentOf<{ studio_id?: string; country?: string }>(envelope, where);
  if (envelope.payloadType === payloadTypeOf('root')) return 'root';
  if (envelope.payloadType === payloadTypeOf('studio')) return `studio/${studio_id}`;
  if (envelope.payloadType === payloadTypeOf('permit')) return `permit/${country}`;
  throw refused(where, `is a ${envelope.payloadType}`, 'give a root, studio or permit document');
}

/** `roundgate trust push`: a signed document goes to the edge, which believes only its signatures. */
export const push = defineCommand({
  name: 'trust push',
  summary: 'Publish a signed root, studio or permit document.',
  target: { name: 'FILE', help: 'the signed document' },
  options: EDGE_OPTIONS,
  example:
    'roundgate trust push trust/permit.MT.1.json --edge https://edge.example --key-id platform-1 --secret-file platform.secret',
  async run({ target, options, json, terminal }) {
    const raw = readEnvelopeFile(target);
    const name = nameOf(raw, target);
    const envelope = checkShape(Envelope, raw, target, 'have it signed first');
    const progress = startProgress(terminal, 1, json);
    const client = createEdgeClient(readAccess(options, terminal.env), terminal, (text) =>
      progress.note(text),
    );
    const { method, path, response } = OPERATIONS.publishTrustDocument;
    const answer = await client.call({
      label: `publish ${name}`,
      method,
      path,
      body: new TextEncoder().encode(JSON.stringify({ name, envelope })),
      contentType: 'application/json',
      response,
    });
    progress.end();
    const state = answer.already_there ? 'was there already' : 'is published';
    return { facts: { ...answer }, lines: [`${name} v${answer.version} ${state}`] };
  },
});
