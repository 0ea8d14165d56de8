import { keepsPromises } from './keeps-promises.ts';

keepsPromises('overlapped', true);
