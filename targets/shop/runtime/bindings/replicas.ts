/** One of several equal servers, as a caller sees it. */
export interface Replica<T> {
  readonly peer: T;
  inFlight: number;
  /** Until then (on `performance.now()`) it is only asked when no other is left. */
  avoidUntilMs: number;
}

/** A dead replica has the fewest requests in flight; without a pause it would draw them all. */
const AVOID_MS = 1_000;

export const replicasOf = <T>(peers: readonly T[]): Replica<T>[] =>
  peers.map((peer) => ({ peer, inFlight: 0, avoidUntilMs: 0 }));

/** The replica with the fewest requests in flight; `turn` breaks ties, so that idle ones take turns. */
export const pickReplica = <T>(
  replicas: readonly Replica<T>[],
  turn: number,
  nowMs: number,
): Replica<T> => {
  let best: Replica<T> | undefined;
  let bestRank = Number.POSITIVE_INFINITY;
  for (let step = 0; step < replicas.length; step += 1) {
    const replica = replicas[(turn + step) % replicas.length];
    if (replica === undefined) continue;
    const rank = replica.inFlight + (replica.avoidUntilMs > nowMs ? 1e9 : 0);
    if (rank < bestRank) {
      best = replica;
      bestRank = rank;
    }
  }
  if (best === undefined) throw new RangeError('there is no replica to pick from');
  return best;
};

export const avoid = <T>(replica: Replica<T>, nowMs: number): void => {
  replica.avoidUntilMs = nowMs + AVOID_MS;
};
