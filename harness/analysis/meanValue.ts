/**
 * Exact mean-value analysis of a closed network (Reiser & Lavenberg, 1980): a fixed number of customers,
 * each sending its next request when the last was answered.
 * @param demands seconds that a request takes at each station without waiting
 * @returns requests/s
 */
export const closedThroughput = (demands: readonly number[], customers: number): number => {
  let queues = demands.map(() => 0);
  let throughput = 0;
  for (let n = 1; n <= customers; n++) {
    const residences = demands.map((demand, i) => demand * (1 + (queues[i] as number)));
    const total = residences.reduce((sum, seconds) => sum + seconds, 0);
    throughput = n / total;
    const rate = throughput;
    queues = residences.map((seconds) => rate * seconds);
  }
  return throughput;
};
