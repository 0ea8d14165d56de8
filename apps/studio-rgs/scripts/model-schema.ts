import { writeFileSync } from 'node:fs';
import { slotModelJsonSchema } from '../src/maths/index.ts';

/** Writes `models/slot-model.schema.json`, for editors and for studios that work in another language. */
const text = `${JSON.stringify(slotModelJsonSchema(), undefined, 2)}\n`;
writeFileSync(new URL('../models/slot-model.schema.json', import.meta.url), text);
console.log(`slot-model.schema.json: ${text.length} characters`);
