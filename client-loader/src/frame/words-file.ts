/** Where the words of a language lie: their name holds their pin. */
export const wordsFile = (language: string, pin: string): string => `/loader/words-${language}.${pin}.json`;
