import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Call } from '../../runtime/call.ts';
import { gate } from './gate.ts';

/** Passwords as `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export interface Passwords {
  readonly hash: (password: string, call: Call) => Promise<string>;
  /** @param stored null for an unknown user: takes as long, and is false. */
  readonly verify: (password: string, stored: string | null, call: Call) => Promise<boolean>;
}

const BLOCK_SIZE = 8;
const PARALLELISM = 1;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** libuv's pool has 4 threads; hashing may take half, so that other work is not shut out. */
const CONCURRENT = 2;
/** More than this are turned away: at 12 ms of a core each, they would keep a core busy for over 2 s. */
const QUEUE_LIMIT = 200;

/** @param cost N of scrypt for new passwords; stored ones carry their own. */
export const passwords = (cost: number): Passwords => {
  const enter = gate(CONCURRENT, QUEUE_LIMIT);
  const nobody = `scrypt$${cost}$${BLOCK_SIZE}$${PARALLELISM}$AAAA$${'A'.repeat(43)}`;
  return {
    hash: async (password, call) => {
      const salt = randomBytes(SALT_BYTES);
      const key = await enter(() => derive(password, salt, cost, BLOCK_SIZE, PARALLELISM), call);
      return ['scrypt', cost, BLOCK_SIZE, PARALLELISM, encode(salt), encode(key)].join('$');
    },
    verify: async (password, stored, call) => {
      const [, n, r, p, salt = '', expected = ''] = (stored ?? nobody).split('$');
      const key = await enter(
        () => derive(password, Buffer.from(salt, 'base64url'), Number(n), Number(r), Number(p)),
        call,
      );
      const wanted = Buffer.from(expected, 'base64url');
      return stored !== null && wanted.length === key.length && timingSafeEqual(key, wanted);
    },
  };
};

const encode = (bytes: Buffer): string => bytes.toString('base64url');

const derive = (password: string, salt: Buffer, N: number, r: number, p: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
