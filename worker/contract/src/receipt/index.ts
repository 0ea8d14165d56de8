export { RECEIPT_PAYLOAD_TYPE, readReceipt, receiptPayload, resultDigest } from './receipt-bytes.ts';
export { MoneyLeg, ReceiptDraw, RoundReceipt, RoundReceiptFile } from './round-receipt.ts';
export { checkReceipt, type ReceiptCheck, type ReceiptVerdict } from './verify-receipt.ts';
