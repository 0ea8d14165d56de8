import { keepsPromises } from './keeps-promises.ts';

keepsPromises('outcome_first', false);
