/** Removes a finished trial's deployment while the next one is being created. */
export interface Removal {
  /** Starts the removal and returns at once. */
  readonly start: (deployment: AsyncDisposable) => void;
  /**
   * Resolves once every removal that was started has ended: nothing is measured beside one. What
   * was refused is no failure of the trial that waits, and is tried again by `finish`.
   */
  readonly done: () => Promise<void>;
  /** As `done`, then removes what was refused before. @throws the first refusal that stays one. */
  readonly finish: () => Promise<void>;
}

export const removal = (): Removal => {
  const under = new Set<Promise<void>>();
  const refused: AsyncDisposable[] = [];
  const done = async (): Promise<void> => {
    await Promise.all(under);
  };
  return {
    start: (deployment) => {
      const work = Promise.resolve(deployment[Symbol.asyncDispose]())
        .catch(() => void refused.push(deployment))
        .then(() => void under.delete(work));
      under.add(work);
    },
    done,
    finish: async () => {
      await done();
      const again = await Promise.allSettled(
        refused.splice(0).map((deployment) => deployment[Symbol.asyncDispose]()),
      );
      const failed = again.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
};
