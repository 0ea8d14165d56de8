import type { ProblemCode } from '../problems.ts';
import { SAMPLE, SAMPLE_RESULT } from './common.ts';

/** Why a round has no receipt, whoever asks for it. */
export const RECEIPT_PROBLEMS = [
  'VALIDATION_FAILED',
  'ROUND_NOT_FOUND',
  'ROUND_NOT_SETTLED',
  'ROUND_CANCELLED',
  'REPLAY_DIFFERS',
  'UPSTREAM_UNAVAILABLE',
] as const satisfies readonly ProblemCode[];

const envelope = (type: string) => ({
  payloadType: `application/vnd.roundgate.${type}+json`,
  payload: 'e30=',
  signatures: [{ keyid: '0123456789abcdef', sig: 'c2ln' }],
});

/** A receipt as it is handed out; its envelopes are only of the form. */
export const SAMPLE_RECEIPT_FILE = {
  receipt: envelope('receipt'),
  roots: [envelope('root')],
  result: SAMPLE_RESULT,
  replay_url: `https://play.example/frame/${SAMPLE.operator}/${SAMPLE.digest}?mode=replay&country=MT#replay=eyJ`,
  replay_expires_at: SAMPLE.later,
};
