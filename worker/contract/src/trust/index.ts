export { fromBase64, hexToBase64, keyidOf, sha256, toBase64, toHex } from './bytes.ts';
export * from './documents.ts';
export {
  type Believed,
  MAX_PAYLOAD_BYTES,
  openEnvelope,
  preAuthEncoding,
  readDocument,
  type Signed,
  signersOf,
} from './envelope.ts';
export { Fault, TRUST_FAULTS, TrustFault, type TrustFaultCode } from './fault.ts';
export { FILE_TYPE_LIST } from './file-types.ts';
export { boolean, type Check, list, nullable, oneOf, shape, text, whole } from './shape.ts';
export { requireAlive, verifyBuild, verifyRoleSigned } from './verify-documents.ts';
export * from './verify-launch.ts';
export { verifyRoots } from './verify-root.ts';
