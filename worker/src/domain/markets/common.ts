import type { HelpLink } from '@roundgate/contract';

/** A place of help by its name; addresses are put in when the operator has checked them. */
export const link = (kind: HelpLink['kind'], text: string): HelpLink => ({ kind, text, url: null });

/** An interval that the player chooses; the choices are ours. */
export const PLAYER_SET_CHECK = { every_min: null, choices_min: [15, 30, 45, 60], lockout_min: 0 };

/** Notes that many markets share. */
export const GENERAL_AGE = 'general knowledge, not seen in a text of the market';
export const GENERAL_LANGUAGE = 'the official language of the country';
export const GENERAL_CURRENCY = 'the currency of the country';
export const PLAYER_SET = 'the interval is the player’s to set; which intervals are offered is our choice';
export const NONE_SET = 'the source says that none is set';
