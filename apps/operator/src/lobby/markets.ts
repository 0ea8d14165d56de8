/** Countries of the switch: the sandbox's game has a certificate for the first four only. Spain allows jackpots. */
export const COUNTRIES = ['MT', 'GB', 'DE', 'ES', 'SE', 'NL', 'FR'] as const;
export type LobbyCountry = (typeof COUNTRIES)[number];

const CERTIFIED: ReadonlySet<string> = new Set(['MT', 'GB', 'DE', 'ES'] satisfies LobbyCountry[]);
/** What the lobby marks; the gateway alone decides. */
export const isCertified = (country: string): boolean => CERTIFIED.has(country);
