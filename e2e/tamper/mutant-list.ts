/** A check of the verifier taken out or weakened. `find` stands exactly once in the file. */
export interface VerifierMutant {
  readonly name: string;
  /** Path below `worker/contract/src/trust`, or `files.ts` of the loader. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const drop = (name: string, file: string, find: string, put = ''): VerifierMutant => ({
  name,
  file,
  find,
  put,
});

/** Each must be seen by at least one vector or file case: a verifier whose check can go unnoticed has no check. */
export const VERIFIER_MUTANTS: readonly VerifierMutant[] = [
  drop(
    'signatures are not verified',
    'envelope.ts',
    'return await crypto.subtle.verify',
    'return true || await crypto.subtle.verify',
  ),
  drop('thresholds are not counted', 'envelope.ts', '.length < threshold)', '.length < 0)'),
  drop('one signature is enough for any role', 'envelope.ts', '.length < threshold)', '.length < 1)'),
  drop(
    'a key may go by any name',
    'envelope.ts',
    'if (!key || (await keyidOf(fromBase64(key))) !== id) return undefined;',
    'if (!key) return undefined;',
  ),
  drop(
    'the payload type is not compared',
    'envelope.ts',
    'if (payloadType !== payloadTypeOf(kind))',
    'if (false)',
  ),
  drop('an envelope may have any form', 'envelope.ts', 'if (!isEnvelope(envelope))', 'if (false)'),
  drop(
    'a document may be written in any way',
    'envelope.ts',
    "if (!canonical) throw wrong('not in its one form');",
  ),
  drop(
    'a document may have any shape',
    'envelope.ts',
    "if (!DOCUMENT_SHAPES[kind](value)) throw wrong('not of the agreed shape');",
  ),
  drop(
    'unknown fields are let pass',
    'shape.ts',
    'own(known, name)?.(item)',
    'own(known, name)?.(item) ?? true',
  ),
  drop(
    'the root before does not sign the next',
    'verify-root.ts',
    'const by = before',
    'const by = before && false',
  ),
  drop(
    'a root does not sign itself',
    'verify-root.ts',
    ' by itself`, signed, keys, roles.root);',
    ' by itself`, signed, keys, { keyids: [], threshold: 0 });',
  ),
  drop('roots may have gaps', 'verify-root.ts', 'if (version !== (before?.version ?? 0) + 1)', 'if (false)'),
  drop('a role may name keys that are not there', 'verify-root.ts', 'refuseBrokenRoles(believed.document);'),
  drop(
    'the digest that was asked for is not compared',
    'verify-documents.ts',
    'if (build.digest !== digest)',
    'if (false)',
  ),
  drop('revoked keys still sign', 'verify-documents.ts', '.filter((id) => !revokedKeys.includes(id))', ''),
  drop(
    'any studio signs for any other',
    'verify-documents.ts',
    "if (build.studio_id !== studio.studio_id) return 'another studio';",
  ),
  drop(
    'a studio signs games of others',
    'verify-documents.ts',
    "if (!build.game_id.startsWith(studio.game_prefix)) return 'game outside the prefix of the studio';",
  ),
  drop(
    'any type of file is let in',
    'verify-documents.ts',
    "if (Object.values(files).some(({ type }) => !studio.file_types.includes(type))) return 'type of a file';",
  ),
  drop(
    'the entry may be anything',
    'verify-documents.ts',
    "if (code?.role !== 'entry' || code.type !== 'text/javascript') return 'entry';",
  ),
  drop('the maths may be another file', 'verify-documents.ts', '!== maths.model_hash)', "=== 'never')"),
  drop('nothing ever expires', 'verify-documents.ts', 'if (Date.parse(expires_at) <= nowMs)', 'if (false)'),
  drop(
    'compliance signs what the registrar should',
    'verify-documents.ts',
    "studio: 'registrar'",
    "studio: 'compliance'",
  ),
  drop('the online key signs permits', 'verify-documents.ts', "permit: 'compliance'", "permit: 'status'"),
  drop('an older status is believed', 'verify-launch.ts', "requireFloor('status', now.version, floors);"),
  drop(
    'documents need not be the current ones',
    'verify-launch.ts',
    'if (pin.version !== document.version || pin.digest !== digest)',
    'if (false)',
  ),
  drop(
    'versions are pinned without their digests',
    'verify-launch.ts',
    'pin.version !== document.version || pin.digest !== digest',
    'pin.version !== document.version',
  ),
  drop(
    'nothing seen before is remembered',
    'verify-launch.ts',
    'requireFloor(name, document.version, floors);',
  ),
  drop(
    'the age of the loader is not asked',
    'verify-launch.ts',
    'if (isOlder(trusted.loader, root.document.min_loader))',
    'if (false)',
  ),
  drop('revoked builds run', 'verify-launch.ts', 'if (status.revoked_builds.includes(hash))', 'if (false)'),
  drop('builds that are not live run', 'verify-launch.ts', 'if (!live?.includes(hash))', 'if (false)'),
  drop(
    'any country’s permit will do',
    'verify-launch.ts',
    'if (permit.country !== asked.country || permit.market.country !== asked.country)',
    'if (false)',
  ),
  drop(
    'a permit is good before its day',
    'verify-launch.ts',
    'if (Date.parse(permit.not_before) > nowMs)',
    'if (false)',
  ),
  drop(
    'a build need not be in the permit',
    'verify-launch.ts',
    "if (!row) throw refuse('this build is not in it');",
    'if (!row) return;',
  ),
  drop(
    'any profile will do',
    'verify-launch.ts',
    'if (row.rtp_profile !== build.maths.rtp_profile)',
    'if (false)',
  ),
  drop('certificates never end', 'verify-launch.ts', ' || Date.parse(row.valid_to) <= nowMs)', ')'),
  drop(
    'the device’s clock is never asked',
    'verify-launch.ts',
    'Math.max(Date.parse(now.issued_at), trusted.nowMs ?? 0)',
    'Date.parse(now.issued_at)',
  ),
  drop(
    'a clock set back makes everything young',
    'verify-launch.ts',
    'Math.max(Date.parse(now.issued_at), trusted.nowMs ?? 0)',
    '(trusted.nowMs ?? Date.parse(now.issued_at))',
  ),
  drop(
    'a file’s digest is not compared',
    'files.ts',
    'if ((await sha256(bytes)) !== file.sha256)',
    'if (false)',
  ),
  drop('a file may be shorter', 'files.ts', 'if (bytes?.length !== file.size)', 'if (!bytes)'),
  drop('a file may be longer', 'files.ts', 'if (at + value.length > limit)', 'if (false)'),
  drop('any status of an answer will do', 'files.ts', 'if (response.status !== 200)', 'if (false)'),
];
