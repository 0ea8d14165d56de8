import { basename } from 'node:path/posix';
import { isGenerated, type RepoFile, type Violation } from './repository.ts';

const MAX_LINES = 400;
const MAX_BYTES = 200_000;

/** Names that tools and people look for as they are. */
const GIVEN_NAME = /^(?:README|LICENSE|CHANGELOG|CONTRIBUTING|SECURITY)(?:\.md)?$/;
const KEBAB = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
/** A language with its region, as `Intl` writes it. */
const LANGUAGE_TAG = /^[a-z]{2,3}-[A-Z]{2}$/;
const MIGRATION = /^\d{4}_[a-z0-9_]+\.sql$/;

/** Files and folders whose names are not kebab-case. */
export const nameViolations = (files: readonly RepoFile[]): Violation[] =>
  files
    .filter(({ path }) =>
      path
        .split('/')
        .some((name) => ![KEBAB, GIVEN_NAME, LANGUAGE_TAG, MIGRATION].some((rule) => rule.test(name))),
    )
    .map(({ path }) => ({ path, what: 'is not named in kebab-case' }));

const isCode = (file: RepoFile): boolean =>
  /\.(?:ts|mts|mjs|js|css|html)$/.test(basename(file.path)) && !isGenerated(file);

/** Code that is longer than a reader keeps in mind. */
export const lengthViolations = (files: readonly RepoFile[]): Violation[] =>
  files
    .filter((file) => isCode(file) && file.text.trimEnd().split('\n').length > MAX_LINES)
    .map(({ path }) => ({ path, what: `has more than ${MAX_LINES} lines` }));

/** Generated from the contract and served as it is: its size is that of the API. */
const GENERATED_DOCUMENT = 'worker/contract/openapi.json';

/** Files that do not belong in version control. */
export const sizeViolations = (files: readonly RepoFile[]): Violation[] =>
  files
    .filter(({ path, bytes }) => bytes > MAX_BYTES && path !== GENERATED_DOCUMENT)
    .map(({ path, bytes }) => ({ path, what: `has ${bytes} bytes, more than ${MAX_BYTES}` }));
