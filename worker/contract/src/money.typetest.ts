// Checked by the type checker alone: every line marked as an error must be one.
import { addMoney, type Currency, type Money, money, sameMoney, subtractMoney } from './money.ts';

const euros = money(100, 'EUR');
const yen = money(100, 'JPY');
const either: Money<'EUR' | 'JPY'> = euros;

/** Combinations that are allowed. */
export const allowed: readonly Money[] = [addMoney(euros, money(1, 'EUR')), subtractMoney(yen, yen), either];

// @ts-expect-error two currencies cannot be added
addMoney(euros, yen);
// @ts-expect-error nor subtracted
subtractMoney(yen, euros);
// @ts-expect-error a currency that is not known
money(100, 'XXX');
// @ts-expect-error an amount is a number of minor units, not a decimal text
money('1.00', 'EUR');
// @ts-expect-error nor a big integer
money(100n, 'EUR');
// @ts-expect-error an amount without its currency is no money
sameMoney(euros, 100);
// @ts-expect-error the exponent belongs to the currency: euros have 2 decimals
export const wrongExponent: Money<'EUR'> = { amount_minor: 100, currency: 'EUR', exponent: 0 };
// @ts-expect-error yen are not euros
export const wrongCurrency: Money<'EUR'> = yen;
// @ts-expect-error an amount never changes
euros.amount_minor = 0;
// @ts-expect-error not every text is a currency
export const anyText: Currency = 'eur';
