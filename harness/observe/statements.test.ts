import { describe, expect, it } from 'vitest';
import { parseStatements } from './statements.ts';

describe('statements', () => {
  it('are read as the server wrote them', () => {
    const statement = {
      text: 'SELECT $1',
      calls: 2,
      totalMs: 1.5,
      rows: 2,
      pagesRead: 0,
      walBytes: 0,
    };
    const output = JSON.stringify({ totalMs: 3, statements: [statement] });
    expect(parseStatements(output)).toEqual({ totalMs: 3, statements: [statement] });
  });

  it('are told from what is none', () => {
    expect(() => parseStatements('{}')).toThrow('no list of statements');
  });
});
