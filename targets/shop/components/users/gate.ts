import { type Call, refuseExpired } from '../../runtime/call.ts';
import { ShopError } from '../../runtime/error.ts';

/** Lets through as many pieces of work as may run at a time, first come first served. */
export type Gate = <T>(work: () => Promise<T>, call: Call) => Promise<T>;

/**
 * What waits is done only while somebody still waits for it.
 * @throws {ShopError} `overloaded` beyond `limit` waiting, `deadline_exceeded` where it waited too long.
 */
export const gate = (concurrent: number, limit: number): Gate => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work, call) => {
    if (running >= concurrent) {
      if (waiting.length >= limit) throw new ShopError('overloaded', 'too many sign-ins at once');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      refuseExpired(call, 'the password');
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};
