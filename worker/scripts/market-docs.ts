import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renewed } from './market-document.ts';

// Renews the part of worker/docs/markets.md that is made from the rules.
const path = resolve(import.meta.dirname, '../docs/markets.md');
writeFileSync(path, renewed(readFileSync(path, 'utf8')));
