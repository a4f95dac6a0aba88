import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 24;

/** An opaque session token; what it stands for is only known to the table of sessions. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest();
