import { Reason } from '@roundgate/contract';
import { checkShape } from '../build/read-json.ts';

/** The option of every act that the register keeps. */
export const REASON_OPTION = {
  reason: { value: 'TEXT', help: 'why; the register keeps it for ever', required: true },
} as const;

/** Checks a reason before anything is sent. */
export const readReason = (text: string): string =>
  checkShape(Reason, text, '--reason', 'say why in a few words');
