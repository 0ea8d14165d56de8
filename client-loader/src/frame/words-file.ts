/** Where the words of a language lie: their name holds their pin. */
export const wordsFile = (language: string, pin: string): string => `/loader/words-${language}.${pin}.txt`;

/** The text of a file of words. It has a byte a letter: those above 127 are of the block that the first byte names. */
export const unpack = ([block = 0, ...letters]: Uint8Array): string =>
  letters.map((byte) => String.fromCharCode(byte < 128 ? byte : byte + (block - 1) * 128)).join('');
