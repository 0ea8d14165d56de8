import { deflateSync } from 'node:zlib';
import { publishDemo } from '../fixtures/publish-demo.ts';
import type { Stack } from '../fixtures/stack.ts';

/** A 16 × 16 picture that holds noise, so that every byte of it counts. */
function picture(): Buffer {
  const rows = Buffer.concat(
    Array.from({ length: 16 }, (_, y) =>
      Buffer.from([0, ...Array.from({ length: 48 }, (_unused, x) => (x * 7 + y * 13) % 256)]),
    ),
  );
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    // No reader checks this sum here: the file is never decoded, only fetched and hashed.
    return Buffer.concat([length, body, Buffer.alloc(4)]);
  };
  const header = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0]);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    magic,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A tenth of a second of sound. */
function sound(): Buffer {
  const samples = Buffer.from(
    Array.from({ length: 800 }, (_, index) => 128 + Math.round(60 * Math.sin(index / 6))),
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** The demo game with a picture and a sound beside it, so that every kind of file can be spoilt. */
export const publishTamperBuild = (stack: Stack): Promise<string> =>
  publishDemo(stack, () => {}, { 'img/noise.png': picture(), 'snd/tick.wav': sound() });
