import type { TransferPort, Who } from '../domain/ports.ts';
import type { RoundPolicy } from '../domain/rounds/policy.ts';
import {
  nextTransferEffect,
  stepTransfer,
  type TransferEffect,
  type TransferInput,
} from '../domain/transfers/step-transfer.ts';
import { isOver, type Transfer } from '../domain/transfers/transfer.ts';

/** What driving a transfer needs from outside. */
export interface TransferDriveTools {
  readonly who: Who;
  readonly wallet: TransferPort;
  readonly policy: RoundPolicy;
  /** False when another instance has moved the stored row on: then nothing more may be sent. */
  readonly owns: (transfer: Transfer) => boolean;
  /** Makes a change durable now, with all that follows from it on this side. */
  readonly save: (transfer: Transfer, expected: number) => void;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly traceId: string;
}

/** Another instance owns the transfer now; its state there is the truth. */
export class TransferLostError extends Error {}

type Calling = Exclude<TransferEffect['type'], 'wait' | 'close'>;

async function perform(type: Calling, transfer: Transfer, tools: TransferDriveTools): Promise<TransferInput> {
  const { who, wallet, traceId } = tools;
  switch (type) {
    case 'send':
      return { type: 'sent', answer: await wallet.send(who, transfer, traceId) };
    case 'rollback':
      return { type: 'rollback', answer: await wallet.rollback(who, transfer, traceId) };
    case 'status':
      return { type: 'status', answer: await wallet.status(who, transfer, traceId) };
  }
}

/**
 * Drives a stored transfer until it is over, or until its next attempt lies past `deadlineMs`; every answer is written
 * before the next call. The one loop for request, alarm and start-up. Throws {@link TransferLostError} when the row was
 * taken over.
 */
export async function driveTransfer(
  start: Transfer,
  tools: TransferDriveTools,
  deadlineMs: number,
): Promise<Transfer> {
  const { policy, now } = tools;
  let transfer = start;
  while (!isOver(transfer)) {
    const effect = nextTransferEffect(transfer, policy, now());
    if (effect.type === 'close') break;
    if (effect.type === 'wait') {
      if (effect.untilMs > deadlineMs) break;
      await tools.pause(effect.untilMs - now());
      continue;
    }
    if (!tools.owns(transfer)) throw new TransferLostError(transfer.key);
    const sent = effect.type === 'send' ? { ...transfer, sentAtMs: now() } : transfer;
    const input = await perform(effect.type, sent, tools);
    if (!tools.owns(transfer)) throw new TransferLostError(transfer.key);
    const next = stepTransfer(sent, input, policy, now());
    tools.save(next, transfer.version);
    transfer = next;
  }
  return transfer;
}
