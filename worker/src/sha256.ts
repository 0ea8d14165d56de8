import { createHash, createHmac } from 'node:crypto';
import type { Sha256 } from './domain/rounds/keys.ts';

/** SHA-256 in hex, synchronous, so that a chain link is made inside the transaction that stores it. */
export const sha256Hex: Sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** HMAC-SHA-256 of a text in hex, for wallets that sign the bare body (docs/wallet-dialects.md). */
export const hmacSha256Hex = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');
