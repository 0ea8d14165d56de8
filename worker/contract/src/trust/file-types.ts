/** File types that a game may bring, by meaning; a header or an extension never decides. */
export const FILE_TYPE_LIST = [
  'text/javascript',
  'application/json',
  'image/png',
  'image/webp',
  'image/avif',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'font/woff2',
] as const;
