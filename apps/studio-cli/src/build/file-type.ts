import type { FILE_TYPE_LIST } from '@roundgate/contract/trust';

/** A type of the contract's list. */
export type FileType = (typeof FILE_TYPE_LIST)[number];

/** Why a file cannot be part of a build. */
export interface Refusal {
  readonly what: string;
  readonly mend: string;
}

const TYPES: Readonly<Record<string, FileType>> = {
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  woff2: 'font/woff2',
};

const INLINE = 'the frame of a game runs no markup; draw it with the engine';
const REFUSED: Readonly<Record<string, Refusal>> = {
  html: { what: 'a game brings no HTML', mend: INLINE },
  htm: { what: 'a game brings no HTML', mend: INLINE },
  svg: { what: 'SVG can hold scripts', mend: 'export it as webp or png' },
  css: { what: 'a game brings no style sheets', mend: INLINE },
  wasm: {
    what: 'the frame of a game does not run WebAssembly',
    mend: 'use a build of the library without it',
  },
  map: { what: 'source maps are not published', mend: 'build with sourcemap: false, or delete the file' },
  jpg: { what: 'JPEG is not a type of the contract', mend: 'convert it to webp' },
  jpeg: { what: 'JPEG is not a type of the contract', mend: 'convert it to webp' },
  gif: { what: 'GIF is not a type of the contract', mend: 'convert it to webp' },
  woff: { what: 'only woff2 fonts are taken', mend: 'convert it to woff2' },
  ttf: { what: 'only woff2 fonts are taken', mend: 'convert it to woff2' },
  otf: { what: 'only woff2 fonts are taken', mend: 'convert it to woff2' },
};

const latin = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(utf8(bytes) ?? '');
    return true;
  } catch {
    return false;
  }
}

function isScript(bytes: Uint8Array): boolean {
  const text = utf8(bytes);
  return text !== null && !text.includes('\0') && !text.trimStart().startsWith('<');
}

const isMp3 = (bytes: Uint8Array) =>
  latin(bytes, 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0);

/** What the first bytes, or all of a text, must look like. */
const MAGIC: Readonly<Record<FileType, (bytes: Uint8Array) => boolean>> = {
  'text/javascript': isScript,
  'application/json': isJson,
  'image/png': (bytes) => latin(bytes, 0, 8) === '\x89PNG\r\n\x1a\n',
  'image/webp': (bytes) => latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP',
  'image/avif': (bytes) => ['ftypavif', 'ftypavis'].includes(latin(bytes, 4, 12)),
  'audio/mpeg': isMp3,
  'audio/ogg': (bytes) => latin(bytes, 0, 4) === 'OggS',
  'audio/wav': (bytes) => latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WAVE',
  'font/woff2': (bytes) => latin(bytes, 0, 4) === 'wOF2',
};

const extensionOf = (path: string) => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';

/** Why a file with this name is refused whatever it holds, or undefined. */
export function refuseByName(path: string): Refusal | undefined {
  const extension = extensionOf(path);
  if (TYPES[extension]) return undefined;
  const known = Object.keys(TYPES).join(', ');
  if (!extension) return { what: 'has no extension', mend: `take it out, or use one of ${known}` };
  return (
    REFUSED[extension] ?? {
      what: `".${extension}" is not a file type of a game`,
      mend: `use one of ${known}`,
    }
  );
}

/** The type by extension, once the bytes agree with it. */
export function typeOf(path: string, bytes: Uint8Array): FileType | Refusal {
  const type = TYPES[extensionOf(path)];
  if (!type) return refuseByName(path) ?? { what: 'is of no known type', mend: 'take it out' };
  if (MAGIC[type](bytes)) return type;
  return {
    what: `its bytes are not ${type}`,
    mend: 'give it the extension of what it is, or export it again',
  };
}

const SOURCE_MAP = /^\s*\/[/*][#@]\s*sourceMappingURL=/m;

/** Why this script could not run in the frame of a game, or undefined. */
export function refuseScript(bytes: Uint8Array): Refusal | undefined {
  return SOURCE_MAP.test(utf8(bytes) ?? '')
    ? { what: 'names a source map', mend: 'build with sourcemap: false' }
    : undefined;
}
