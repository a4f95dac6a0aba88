/**
 * As `Promise.all`, but a failure is thrown only when all have ended: nothing is still
 * being made when clean-up starts.
 */
export const together = async <T>(promises: readonly Promise<T>[]): Promise<readonly T[]> => {
  const results = await Promise.allSettled(promises);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
};
