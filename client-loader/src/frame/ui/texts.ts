import type { Money } from '@roundgate/contract';
import { moneyText } from '../money.ts';
import type { Words } from '../words.ts';

/** Writes amounts, spans and moments as people of the chosen language do. */
export class Texts {
  readonly words: Words;
  /** Any amount in the session's currency. */
  readonly sample: Money;

  constructor(words: Words, sample: Money) {
    this.words = words;
    this.sample = sample;
  }

  say(key: string, values?: Readonly<Record<string, string | number>>): string {
    return this.words.say(key, values);
  }

  money(amountMinor: number): string {
    return moneyText({ ...this.sample, amount_minor: amountMinor } as Money, this.words.locale);
  }

  /** A span in full minutes or hours, such as "1 hour 30 minutes". */
  span(ms: number): string {
    const minutes = Math.max(0, Math.round(ms / 60_000));
    const write = (value: number, unit: 'hour' | 'minute'): string =>
      new Intl.NumberFormat(this.words.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    if (hours === 0) return write(rest, 'minute');
    return rest === 0 ? write(hours, 'hour') : `${write(hours, 'hour')} ${write(rest, 'minute')}`;
  }

  /** A day and time on the player's own clock. */
  moment(ms: number): string {
    return new Intl.DateTimeFormat(this.words.locale, { dateStyle: 'long', timeStyle: 'short' }).format(ms);
  }

  percent(share: number): string {
    return new Intl.NumberFormat(this.words.locale, { style: 'percent', minimumFractionDigits: 2 }).format(
      share,
    );
  }
}
