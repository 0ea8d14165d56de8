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

  say(key: string, values?: Readonly<Record<string, string>>): string {
    return this.words.say(key, values);
  }

  money(amountMinor: number): string {
    return moneyText({ ...this.sample, amount_minor: amountMinor } as Money, this.words.locale);
  }

  /** A span in minutes, or in hours where it is full ones: "90 minutes", "2 hours". */
  span(ms: number): string {
    const minutes = Math.round(ms / 60_000);
    const isHours = minutes > 0 && minutes % 60 === 0;
    const unit = { style: 'unit', unit: isHours ? 'hour' : 'minute', unitDisplay: 'long' } as const;
    return this.words.number(isHours ? minutes / 60 : minutes, unit);
  }

  /** A day and time on the player's own clock. */
  moment(ms: number): string {
    return new Intl.DateTimeFormat(this.words.locale, { dateStyle: 'long', timeStyle: 'short' }).format(ms);
  }

  percent(share: number): string {
    return this.words.number(share, { style: 'percent', minimumFractionDigits: 2 });
  }
}
