import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AuditManifest,
  canonicalJson,
  type SignedEnvelope,
  type StoredEvent,
} from '@roundgate/contract';
import { preAuthEncoding } from '@roundgate/contract/trust';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A copied archive in a folder, and the means of whoever can write there: everything but the signing key. */
export class ArchiveFiles {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  /** A copy to spoil. */
  copyTo(folder: string): ArchiveFiles {
    cpSync(this.folder, folder, { recursive: true });
    return new ArchiveFiles(folder);
  }

  read = (name: string): string => readFileSync(join(this.folder, name), 'utf8');
  write = (name: string, text: string): void => writeFileSync(join(this.folder, name), text);
  remove = (name: string): void => rmSync(join(this.folder, name));
  rename = (from: string, to: string): void => renameSync(join(this.folder, from), join(this.folder, to));

  manifests(): string[] {
    return readdirSync(join(this.folder, 'manifests'))
      .sort()
      .map((name) => `manifests/${name}`);
  }

  /** The batches of one shard, in order. */
  batches(shard: string): string[] {
    return readdirSync(join(this.folder, 'batches', shard))
      .sort()
      .map((name) => `batches/${shard}/${name}`);
  }

  /** Shards, the one with most batches first. */
  shards(): string[] {
    const count = (shard: string): number => this.batches(shard).length;
    return readdirSync(join(this.folder, 'batches')).sort((left, right) => count(right) - count(left));
  }

  lines(name: string): string[] {
    return this.read(name).trimEnd().split('\n');
  }

  /** Rewrites a batch and gives it the name of its new content. */
  rewrite(name: string, change: (lines: string[]) => string[]): string {
    const [header = '{}', ...rest] = this.lines(name);
    const lines = change(rest);
    const head = { ...(JSON.parse(header) as object), events: lines.length };
    const text = `${[JSON.stringify(head), ...lines].join('\n')}\n`;
    const renamed = name.replace(/-[0-9a-f]{64}/, `-${sha256(text)}`);
    this.remove(name);
    this.write(renamed, text);
    return renamed;
  }

  /** Makes every batch of a shard follow the one before, as the ledger would have: all that needs no key. */
  rechain(shard: string): void {
    let prev = '0'.repeat(64);
    for (const name of this.batches(shard)) {
      const [header = '{}', ...rest] = this.lines(name);
      const text = `${[JSON.stringify({ ...(JSON.parse(header) as object), prev }), ...rest].join('\n')}\n`;
      prev = sha256(text);
      this.remove(name);
      this.write(name.replace(/-[0-9a-f]{64}/, `-${prev}`), text);
    }
  }

  /** Makes every event of a source follow the one before, with numbers from 1. */
  relink(shard: string, source: string): void {
    let last = { seq: 0, hash: '0'.repeat(64) };
    const relinked = (line: string): string => {
      const stored = JSON.parse(line) as StoredEvent;
      if (stored.source !== source) return line;
      const hash = sha256(last.hash + canonicalJson(stored.event));
      const next = { ...stored, seq: last.seq + 1, prev_hash: last.hash, hash };
      last = { seq: next.seq, hash };
      return JSON.stringify(next);
    };
    for (const name of this.batches(shard)) this.rewrite(name, (lines) => lines.map(relinked));
  }

  /** Signs a changed manifest with a key of one's own, under its own name or that of the true one. */
  forgeManifest(name: string, change: (manifest: AuditManifest) => AuditManifest, keepsName: boolean): void {
    const envelope = JSON.parse(this.read(name)) as SignedEnvelope;
    const manifest = JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as AuditManifest;
    const payload = Buffer.from(JSON.stringify(change(manifest)));
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const sig = sign(null, preAuthEncoding(envelope.payloadType, payload), privateKey).toString('base64');
    const keyid = keepsName
      ? (envelope.signatures[0]?.keyid ?? '')
      : createHash('sha256').update(raw).digest('hex').slice(0, 16);
    this.write(
      name,
      JSON.stringify({ ...envelope, payload: payload.toString('base64'), signatures: [{ keyid, sig }] }),
    );
  }
}
