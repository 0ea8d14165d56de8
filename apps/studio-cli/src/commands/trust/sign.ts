import type { TrustEnvelope } from '@roundgate/contract/trust';
import { signPayload } from '@roundgate/contract/trust/sign';
import { defineCommand } from '../../cli/command.ts';
import { refused } from '../../cli/failure.ts';
import { contentOf, readEnvelopeFile, signerFrom, writeEnvelope } from '../../trust/trust-folder.ts';

interface Anything {
  readonly format?: string;
  readonly version?: number;
  readonly expires_at?: string;
}

/** `roundgate trust sign`: one more holder puts a signature under a document. */
export const signTrust = defineCommand({
  name: 'trust sign',
  summary: 'Add the signature of one holder to a root, studio or permit document.',
  target: { name: 'FILE', help: 'the document, with the signatures that it has so far' },
  options: { key: { value: 'KEY.private.pem', help: 'private key of this holder', required: true } },
  example: 'roundgate trust sign root.1.json --key my-keys/keys/root-a.private.pem',
  async run({ target, options }) {
    const envelope = readEnvelopeFile(target);
    const { format, version, expires_at } = contentOf<Anything>(envelope, target);
    const signer = signerFrom(options.key);
    if (envelope.signatures.some(({ keyid }) => keyid === signer.keyid))
      throw refused(target, `${signer.keyid} has signed it already`, 'let the next holder sign');
    const payload = new Uint8Array(Buffer.from(envelope.payload, 'base64'));
    const own = await signPayload(envelope.payloadType, payload, [signer]);
    const signed: TrustEnvelope = { ...envelope, signatures: [...envelope.signatures, ...own.signatures] };
    writeEnvelope(target, signed);
    return {
      facts: { keyid: signer.keyid, signatures: signed.signatures.length },
      lines: [
        `${format} v${version}, good until ${expires_at}`,
        `signed by ${signer.keyid} (${signed.signatures.length} signatures)`,
      ],
    };
  },
});
