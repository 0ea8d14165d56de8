/** Bytes as lowercase hex. */
export const toHex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Bytes of a base64 text; throws when it is not one. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** Base64 of bytes. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};

/** Hex as base64, the form of an integrity attribute. */
export const hexToBase64 = (hex: string): string =>
  btoa(hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));

/** SHA-256 in hex. */
export const sha256 = async (bytes: BufferSource): Promise<string> =>
  toHex(await crypto.subtle.digest('SHA-256', bytes));

/** The name of a key: the first 16 hex digits of the SHA-256 of its raw public bytes. */
export const keyidOf = async (raw: Uint8Array<ArrayBuffer>): Promise<string> =>
  (await sha256(raw)).slice(0, 16);
