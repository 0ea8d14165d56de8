import { expect, it } from 'vitest';
import schema from '../../models/slot-model.schema.json?raw';
import { slotModelJsonSchema } from './index.ts';

it('the JSON Schema of the format in models/ is what the parser checks', () => {
  expect(schema).toBe(`${JSON.stringify(slotModelJsonSchema(), undefined, 2)}\n`);
});
