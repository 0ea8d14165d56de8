import { type ModelFault, modelFaults } from './model-rules.ts';
import { type SlotModel, SlotModelShape } from './slot-model.ts';

/** A model that is refused. `faults` names every path and the rule it breaks. */
export class ModelError extends Error {
  readonly code = 'MODEL_INVALID';
  readonly faults: readonly ModelFault[];
  constructor(faults: readonly ModelFault[]) {
    super(`the slot model is refused: ${faults.map((fault) => `${fault.path} ${fault.rule}`).join('; ')}`);
    this.faults = faults;
  }
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    '',
  ) || '(model)';

/** Checks shape, then the rules between the parts. Throws {@link ModelError}. */
export function parseSlotModel(document: unknown): SlotModel {
  const parsed = SlotModelShape.safeParse(document);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue): ModelFault[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: pathText([...issue.path, key]), rule: 'is not a known field' }))
        : [{ path: pathText(issue.path), rule: issue.message }],
    );
    throw new ModelError(faults);
  }
  const faults = modelFaults(parsed.data);
  if (faults.length > 0) throw new ModelError(faults);
  return parsed.data;
}

/** {@link parseSlotModel} on the text of a model file. */
export function parseSlotModelText(text: string): SlotModel {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new ModelError([{ path: '(file)', rule: `is not JSON: ${(cause as Error).message}` }]);
  }
  return parseSlotModel(document);
}
