import { createHash, randomBytes } from 'node:crypto';

const ENTROPY_BYTES = 32;

/** A new secret that says nothing about its owner, 256 random bits. */
export const createOpaqueToken = (prefix = ''): string => prefix + randomBytes(ENTROPY_BYTES).toString('base64url');

/** What is stored of it. A plain hash is enough for 256 random bits: they cannot be guessed from it. */
export const hashOpaqueToken = (token: string): string => createHash('sha256').update(token).digest('hex');
