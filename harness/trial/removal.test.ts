import { describe, expect, it } from 'vitest';
import { removal } from './removal.ts';

const disposable = (work: () => Promise<void>): AsyncDisposable => ({
  [Symbol.asyncDispose]: work,
});

describe('a removal', () => {
  it('does not hold up who starts it, and is awaited by who must not run beside it', async () => {
    let finish = (): void => {};
    let gone = false;
    const leaving = removal();
    leaving.start(
      disposable(async () => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        gone = true;
      }),
    );
    expect(gone).toBe(false);
    finish();
    await leaving.done();
    expect(gone).toBe(true);
  });

  it('that failed is told once, also where another was started after it', async () => {
    const leaving = removal();
    leaving.start(disposable(() => Promise.reject(new Error('the volume is in use'))));
    leaving.start(disposable(() => Promise.resolve()));
    await expect(leaving.done()).rejects.toThrow('the volume is in use');
    await expect(leaving.done()).resolves.toBeUndefined();
  });
});
