import { describe, expect, it } from 'vitest';
import { EngineError } from '../engine.ts';
import { asked, askedFor, statusOf } from './api.ts';

const refusal = (statusCode: number, message: string) =>
  Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), {
    statusCode,
    json: { message },
  });

describe('asked', () => {
  it('gives the answer', async () => {
    expect(await asked('count', Promise.resolve(3))).toBe(3);
  });

  it("tells what was asked in Docker's own words, and keeps the cause", async () => {
    const cause = refusal(409, 'name in use');
    const error = await asked('make it', Promise.reject(cause)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ message: 'Docker could not make it: name in use', cause });
  });

  it('gives up on a daemon that does not answer', async () => {
    await expect(asked('start it', new Promise(() => {}), 20)).rejects.toThrow(
      'Docker could not start it: no answer in 0.02 s.',
    );
  });
});

describe('askedFor', () => {
  it('takes "no such thing" for an answer, and nothing else', async () => {
    expect(await askedFor('see it', Promise.reject(refusal(404, 'no such image')))).toBeNull();
    await expect(askedFor('see it', Promise.reject(refusal(500, 'broken')))).rejects.toThrow(
      'broken',
    );
  });
});

describe('statusOf', () => {
  it('is null where there was no answer', () => {
    expect(statusOf(new Error('ECONNREFUSED'))).toBeNull();
    expect(statusOf(refusal(404, 'x'))).toBe(404);
  });
});
