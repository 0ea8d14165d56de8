/** Plain JSON, as documents are made of. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Narrows to an object that is no list. */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same value as plain JSON; drops what JSON cannot hold. */
export const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value));

/** An object with its keys in code-unit order. */
export const sortKeys = <T>(object: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(object).sort(([left], [right]) => (left < right ? -1 : 1)));
