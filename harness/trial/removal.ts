/** Removes a finished trial's deployment while the next one is being created. */
export interface Removal {
  /** Starts the removal and returns at once. */
  readonly start: (deployment: AsyncDisposable) => void;
  /**
   * Resolves once all that was given has gone: nothing is measured beside what is being removed.
   * @throws what the removal threw, once.
   */
  readonly done: () => Promise<void>;
}

export const removal = (): Removal => {
  let under: Promise<PromiseSettledResult<void>[]> = Promise.resolve([]);
  return {
    start: (deployment) => {
      const before = under;
      under = Promise.allSettled([
        before.then((results) => throwFirst(results)),
        deployment[Symbol.asyncDispose](),
      ]);
    },
    done: async () => {
      const results = await under;
      under = Promise.resolve([]);
      throwFirst(results);
    },
  };
};

const throwFirst = (results: readonly PromiseSettledResult<void>[]): void => {
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
};
