import { createHash } from 'node:crypto';
import {
  type CompiledModel,
  compileModel,
  ModelError,
  parseSlotModelText,
} from '@roundgate/studio-rgs/maths';
import { readBytes } from '../build/read-json.ts';
import { EXIT, Failure, reasonOf, refused } from '../cli/failure.ts';

/** A model file, checked and compiled. */
export interface ModelFile {
  readonly path: string;
  /** `sha256:` and the SHA-256 of its bytes: the name by which builds and spins refer to it. */
  readonly hash: string;
  readonly model: CompiledModel;
}

const MEND = 'mend the model; its format is apps/studio-rgs/models/slot-model.schema.json';

function textOf(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw refused(path, `is not UTF-8: ${reasonOf(cause)}`, MEND);
  }
}

/** Checks the bytes of a slot model; throws a `Failure` with one fault for each path that breaks a rule. */
export function parseModel(path: string, bytes: Uint8Array): ModelFile {
  try {
    const model = compileModel(parseSlotModelText(textOf(path, bytes)));
    return { path, hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, model };
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    const faults = cause.faults.map((fault) => ({
      where: `${path}, ${fault.path}`,
      what: fault.rule,
      mend: MEND,
    }));
    throw new Failure(EXIT.refused, faults);
  }
}

/** {@link parseModel} on a file. */
export const readModel = (path: string): ModelFile =>
  parseModel(path, readBytes(path, 'give the path of a roundgate.slot-model/1 file'));
