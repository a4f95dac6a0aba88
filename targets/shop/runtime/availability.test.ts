import { describe, expect, it } from 'vitest';
import { isUnavailable } from './availability.ts';

const failure = (message: string, code?: string): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

describe('isUnavailable', () => {
  it.each([
    failure('connect', 'ECONNREFUSED'),
    failure('terminating connection due to administrator command', '57P01'),
    failure('the database system is starting up', '57P03'),
    failure('database "shop" does not exist', '3D000'),
    failure('sorry, too many clients already', '53300'),
    failure('Connection terminated unexpectedly'),
    failure('timeout exceeded when trying to connect'),
  ])('holds for %s', (error) => {
    expect(isUnavailable(error)).toBe(true);
  });

  it.each([
    failure('duplicate key', '23505'),
    failure('syntax error', '42601'),
    failure('a defect'),
    'not an error',
  ])('does not hold for %s', (error) => {
    expect(isUnavailable(error)).toBe(false);
  });
});
