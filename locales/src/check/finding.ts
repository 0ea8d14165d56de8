/** One thing that is wrong with the messages. */
export interface Finding {
  readonly level: 'error' | 'warning';
  /** Such as `uk/loader.json`. */
  readonly file: string;
  readonly key: string | null;
  readonly what: string;
  readonly mend: string;
}

/** Where a finding stands. */
export interface Place {
  readonly file: string;
  readonly key: string | null;
}

export const errorAt = (place: Place, what: string, mend: string): Finding => ({
  level: 'error',
  file: place.file,
  key: place.key,
  what,
  mend,
});

export const warningAt = (place: Place, what: string, mend: string): Finding => ({
  ...errorAt(place, what, mend),
  level: 'warning',
});
