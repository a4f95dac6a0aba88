import { describe, expect, it } from 'vitest';
import { hopsOf, wireText } from './wire.ts';

describe('a request on the wire', () => {
  it('is HTTP/1.1 with host, headers and, with a body, its length in bytes', () => {
    expect(wireText({ route: 'r', method: 'GET', path: '/a?b=1' }, 'shop:80')).toBe(
      'GET /a?b=1 HTTP/1.1\r\nHost: shop:80\r\nConnection: keep-alive\r\n\r\n',
    );
    const post = { route: 'r', method: 'POST', path: '/', headers: { a: 'b' }, body: 'é' } as const;
    expect(wireText(post, 'h')).toBe(
      'POST / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive\r\na: b\r\nContent-Length: 2\r\n\r\né',
    );
  });
});

describe('hops of an answer', () => {
  it('are read from x-hops however it is written, and 0 without it', () => {
    expect(hopsOf(['content-type', 'x', 'X-Hops', '3'])).toBe(3);
    expect(hopsOf(['x-hops', '12'])).toBe(12);
    expect(hopsOf(['server', 'x-hops'])).toBe(0);
    expect(hopsOf(['x-hops', 'many'])).toBe(0);
  });
});
