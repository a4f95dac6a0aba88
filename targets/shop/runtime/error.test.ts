import { describe, expect, it } from 'vitest';
import { decodeError, ERROR_STATUS, type ErrorCode, ShopError, toShopError } from './error.ts';

describe('ShopError', () => {
  it.each(Object.entries(ERROR_STATUS))('%s survives the wire with status %i', (code, status) => {
    const error = new ShopError(code as ErrorCode, 'what happened', { details: { ids: [1] } });
    const decoded = decodeError(JSON.stringify(error.toBody()), 'products.reserve');
    expect(decoded).toMatchObject({
      code,
      status,
      message: 'what happened',
      details: { ids: [1] },
    });
  });

  it('keeps a cause to itself', () => {
    const error = toShopError(new Error('password is hunter2'));
    expect(error.cause).toBeInstanceOf(Error);
    expect(JSON.stringify(error.toBody())).not.toContain('hunter2');
  });

  it.each(['', '<html>', '{"code":"no_such_code","message":"x"}', 'null'])(
    'takes %j for an answer that is not the shop’s',
    (text) => {
      const error = decodeError(text, 'products.reserve');
      expect(error.code).toBe('unavailable');
      expect(error.message).toContain('products.reserve');
    },
  );
});
