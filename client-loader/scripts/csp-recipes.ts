/** One thing that an operator adds to a policy of its own, and what the player meets when it is left out. */
export interface Addition {
  /** A directive of the policy, `sandbox`, `permissions-policy`, or an attribute of the script tag. */
  readonly where: string;
  readonly value: string;
  /** `fallback`: the element's own content is shown, for no script runs. Else the error code, or what is missed. */
  readonly without: 'fallback' | 'blocked_by_policy' | { readonly missed: string };
}

/** A strict policy as it is met on real pages, with the documented additions. */
export interface Recipe {
  readonly id: string;
  readonly title: string;
  /** What such a page sends without us: directives of its policy, and other headers. */
  readonly policy: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly additions: readonly Addition[];
  readonly note?: string;
}

/** Names that stand for the operator's own values; the tests fill them. */
export const PLACES = {
  edge: 'https://edge.example',
  play: 'https://play.example',
  nonce: 'R4nd0m',
  digest: 'sha384-DIGEST',
} as const;
const { edge, play, nonce, digest } = PLACES;

const script: Addition = { where: 'script-src', value: edge, without: 'fallback' };
const frame: Addition = { where: 'frame-src', value: play, without: 'blocked_by_policy' };
const connect: Addition = { where: 'connect-src', value: "'self'", without: 'blocked_by_policy' };

/** The recipes of docs/integration.md. Each is played in Chromium, whole and with each addition left out. */
export const RECIPES: readonly Recipe[] = [
  {
    id: 'hosts',
    title: 'List of hosts',
    policy: {
      'default-src': "'self'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'frame-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'self'",
      'frame-ancestors': "'self'",
    },
    additions: [script, frame],
    note: "The launch endpoint is your own origin here, which `default-src 'self'` covers.",
  },
  {
    id: 'nothing',
    title: 'Nothing but what is named, no style either',
    policy: { 'default-src': "'none'", 'style-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'" },
    additions: [script, frame, connect],
    note: 'The element styles itself by a constructed style sheet: no style source is needed.',
  },
  {
    id: 'nonce',
    title: "Nonce and 'strict-dynamic'",
    policy: {
      'script-src': `'nonce-${nonce}' 'strict-dynamic' https: 'unsafe-inline'`,
      'object-src': "'none'",
      'base-uri': "'none'",
      'frame-src': "'none'",
      'require-trusted-types-for': "'script'",
    },
    additions: [{ where: 'script tag', value: `nonce="${nonce}"`, without: 'fallback' }, frame],
    note: 'No host is needed: the nonce vouches for the tag, the integrity attribute for its bytes.',
  },
  {
    id: 'hash',
    title: 'Digests only',
    policy: {
      'default-src': "'self'",
      'script-src': "'none'",
      'object-src': "'none'",
      'require-trusted-types-for': "'script'",
    },
    additions: [{ where: 'script-src', value: `'${digest}'`, without: 'fallback' }, frame],
    note: 'The digest is that of the integrity attribute. Safari before 15.4 and Firefox before 116 want the host instead.',
  },
  {
    id: 'trusted-types',
    title: 'Trusted Types, without any policy allowed',
    policy: {
      'default-src': "'self'",
      'script-src': "'self'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    },
    additions: [script, frame],
    note: 'In hosted mode the element calls no sink of Trusted Types, so it needs no policy of its own.',
  },
  {
    id: 'sandbox',
    title: 'A sandboxed page',
    policy: { 'default-src': "'self'", 'script-src': "'self'", sandbox: 'allow-scripts' },
    additions: [
      script,
      frame,
      { where: 'sandbox', value: 'allow-same-origin', without: 'blocked_by_policy' },
      {
        where: 'sandbox',
        value: 'allow-popups allow-popups-to-escape-sandbox',
        without: { missed: 'the help links of the market do not open' },
      },
    ],
    note: 'What your page may not do, no frame in it may do: the loader verifies that it stands on a registered origin.',
  },
  {
    id: 'isolated',
    title: 'Cross-origin isolation (COEP require-corp)',
    policy: { 'default-src': "'self'", 'script-src': "'self'" },
    headers: {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    },
    additions: [script, frame],
    note: 'Nothing to add for COEP or COOP: the loader frame sends `require-corp` and `cross-origin` itself.',
  },
  {
    id: 'credentialless',
    title: 'Cross-origin isolation (COEP credentialless)',
    policy: { 'default-src': "'self'", 'script-src': "'self'" },
    headers: {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'credentialless',
    },
    additions: [script, frame],
  },
  {
    id: 'permissions',
    title: 'A closed Permissions-Policy',
    policy: { 'default-src': "'self'", 'script-src': "'self'" },
    headers: { 'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
    additions: [
      script,
      frame,
      {
        where: 'permissions-policy',
        value: `fullscreen=(self "${play}")`,
        without: { missed: 'the game cannot fill the screen' },
      },
      {
        where: 'permissions-policy',
        value: `autoplay=(self "${play}")`,
        without: { missed: 'there is no sound before the first press' },
      },
    ],
    note: 'Only needed where your policy closes the two; what it leaves out is open to the frame by its `allow`.',
  },
  {
    id: 'integrity',
    title: 'Integrity-Policy',
    policy: { 'default-src': "'self'", 'script-src': "'self'" },
    headers: { 'integrity-policy': 'blocked-destinations=(script)' },
    additions: [
      script,
      frame,
      { where: 'script tag', value: `integrity="${digest}"`, without: 'fallback' },
      { where: 'script tag', value: 'crossorigin="anonymous"', without: 'fallback' },
    ],
  },
];

/** A policy's header text with additions; a directive that held `'none'` gives that up. */
export function policyText(policy: Readonly<Record<string, string>>, additions: readonly Addition[]): string {
  const all = { ...policy };
  for (const { where, value } of additions) {
    if (!/-src$|^sandbox$/.test(where)) continue;
    const before = all[where] ?? '';
    all[where] = before === "'none'" || before === '' ? value : `${before} ${value}`;
  }
  return Object.entries(all)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');
}

/** The response headers of a page that follows a recipe with these additions. */
export function recipeHeaders(recipe: Recipe, additions: readonly Addition[]): Record<string, string> {
  const permissions = additions.filter(({ where }) => where === 'permissions-policy');
  const left = recipe.additions.filter(
    ({ where, value }) => where === 'permissions-policy' && !permissions.some((one) => one.value === value),
  );
  const closed = left.map(({ value }) => `${value.split('=')[0]}=()`);
  const given = recipe.headers?.['permissions-policy'];
  const all = [given, ...permissions.map(({ value }) => value), ...closed].filter(Boolean);
  return {
    'content-security-policy': policyText(recipe.policy, additions),
    ...recipe.headers,
    ...(all.length > 0 && { 'permissions-policy': all.join(', ') }),
  };
}

/** The attributes of the script tag of a page that follows a recipe with these additions. */
export function tagAttributes(recipe: Recipe, additions: readonly Addition[]): string {
  const usual = [`integrity="${digest}"`, 'crossorigin="anonymous"'];
  const owned = recipe.additions.filter(({ where }) => where === 'script tag').map(({ value }) => value);
  const given = additions.filter(({ where }) => where === 'script tag').map(({ value }) => value);
  return [...usual.filter((one) => !owned.includes(one)), ...given, 'defer'].join(' ');
}
