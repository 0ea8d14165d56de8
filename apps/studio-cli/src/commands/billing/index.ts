import { defineGroup } from '../../cli/command-group.ts';
import { contract } from './contract.ts';
import { invoice } from './invoice.ts';
import { rates } from './rates.ts';

/** `roundgate billing …`: contracts, rates and invoices. */
export const billing = defineGroup(
  'billing',
  'What operators owe studios: contracts, rates of exchange, invoices.',
  [...[contract, rates, invoice]],
);
