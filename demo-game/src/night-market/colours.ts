/** Colours of the night market. */
export const COLOURS = {
  gold: '#ffd27a',
  goldDeep: '#c98a2b',
  goldPale: '#fff1c9',
  lantern: '#ff7a3c',
  red: '#d42a35',
  redDeep: '#7d1022',
  ink: '#0a0f2e',
  indigo: '#1b2260',
} as const;

/** Name of the game; a product name, so it is not translated. */
export const TITLE = 'Night Market';
