import { GAME_MESSAGES } from '@roundgate/locales/all-game';
import { NIGHT_MARKET } from '../../src/night-market/index.ts';
import { runGame } from '../../src/run-game.ts';

/** How much longer than English a translation may be: what is left for those that nobody has written yet. */
const LONGER = 0.35;

/** A message with a tail; what stands in braces stays as it is. */
const lengthened = (message: string): string => {
  const letters = message.replaceAll(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '').length;
  return `${message} ${'öxêlmé '
    .repeat(20)
    .slice(0, Math.max(2, Math.round(letters * LONGER)))
    .trim()}`;
};

const en = Object.fromEntries(
  Object.entries(GAME_MESSAGES.en).map(([key, message]) => [key, lengthened(message)]),
);

// Night Market in a language that is a third longer than English everywhere.
runGame({ ...NIGHT_MARKET, texts: { en } });
