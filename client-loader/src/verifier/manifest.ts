import type { BuildManifest } from '@roundgate/contract';
import { LoaderFault } from './fault.ts';

// The contract's BuildManifest rules, written by hand so that no schema library is in the trust base. Both are tested
// against the same vectors.
const PATH = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*\.[a-z0-9]{1,8}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const BUILD = /^sha256:[0-9a-f]{64}$/;
const TYPES = [
  'text/javascript',
  'application/json',
  'image/png',
  'image/webp',
  'image/avif',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'font/woff2',
];
const MAX_FILE_BYTES = 8 * 1024 * 1024;
const MAX_FILES = 500;

type Check = (value: unknown) => boolean;
const text =
  (pattern: RegExp, max = 200): Check =>
  (value) =>
    typeof value === 'string' && value.length <= max && pattern.test(value);
const whole =
  (max = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= max;
const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string);

/** True when `value` has exactly these fields, each as its check wants; nothing unknown, nothing inherited. */
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const names = Object.keys(value);
    const known = Object.keys(fields);
    return (
      names.length === known.length &&
      known.every(
        (name) => Object.hasOwn(value, name) && fields[name]?.((value as Record<string, unknown>)[name]),
      )
    );
  };

const file = shape({
  sha256: text(SHA256),
  size: whole(MAX_FILE_BYTES),
  type: oneOf(TYPES),
  role: oneOf(['entry', 'model', 'asset']),
});
const files: Check = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MAX_FILES && entries.every(([path, entry]) => text(PATH, 120)(path) && file(entry))
  );
};

const manifest = shape({
  format: oneOf(['roundgate.build/1']),
  studio_id: text(/^st-[A-Za-z0-9_-]{1,64}$/),
  game_id: text(/^g-[A-Za-z0-9_-]{1,64}$/),
  title: text(/^[\s\S]+$/, 80),
  version: text(/^\d+\.\d+\.\d+$/),
  seq: whole(),
  entry: text(PATH, 120),
  files,
  maths: shape({
    model_path: text(PATH, 120),
    model_hash: text(BUILD),
    rtp_profile: text(/^[0-9]{2,3}(\.[0-9]{1,2})?$/),
    rtp: text(/^0\.\d{2,10}$/),
    mechanics_version: text(/^[\s\S]*$/, 40),
  }),
  stakes: shape({
    levels_minor: (value) =>
      Array.isArray(value) && value.length >= 1 && value.length <= 40 && value.every(whole()),
    default_minor: whole(),
  }),
});

/** Reads a build manifest that is already known to be signed; throws `signature_invalid` when it is not well formed. */
export function parseManifest(payload: Uint8Array<ArrayBuffer>): BuildManifest {
  const wrong = (what: string) => new LoaderFault('signature_invalid', `manifest: ${what}`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    throw wrong('not JSON');
  }
  if (!manifest(value)) throw wrong('not of the agreed shape');
  const build = value as BuildManifest;
  const entry = Object.hasOwn(build.files, build.entry) ? build.files[build.entry] : undefined;
  const model = Object.hasOwn(build.files, build.maths.model_path)
    ? build.files[build.maths.model_path]
    : undefined;
  if (entry?.role !== 'entry' || entry.type !== 'text/javascript') throw wrong('entry');
  if (!model || `sha256:${model.sha256}` !== build.maths.model_hash) throw wrong('maths.model_hash');
  if (!build.stakes.levels_minor.includes(build.stakes.default_minor)) throw wrong('stakes.default_minor');
  return build;
}
