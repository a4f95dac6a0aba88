import type { Invalidity, Sample, ValidityRule } from '../model/trial.ts';

const ALLOWED_DIFFERENCE = 0.05;
/** Under this many requests under way a millisecond on the agent's side of the balancer is a large share. */
const SPEAKS_FROM = 8;
/** A balancer that its quota stops has requests waiting before it that it hasn't seen. */
const BALANCER_THROTTLED_UNTIL = 0.05;
/** Two-sided 95 %, normal. */
const Z = 1.96;

const balancerSeesAll = ({ containers, system: { balancer } }: Sample): boolean =>
  containers.some(
    ({ name, throttledShare }) =>
      name === balancer?.container && throttledShare < BALANCER_THROTTLED_UNTIL,
  );

/**
 * How many requests were under way is told by the agent and by HAProxy, who share no code: where they
 * disagree, the agent's latencies are in doubt. HAProxy has two figures. Its gauge, sampled, holds under
 * a load that changes, but is read by a machine that is busy at other times than these; Little's law
 * needs no samples, but a steady state. Only where the agent is off from both is it the agent.
 */
export const concurrencyOff = (sample: Sample): readonly Invalidity<ValidityRule>[] => {
  const { balancer } = sample.system;
  const agent = sample.load.generator.meanConcurrency;
  if (!balancer || balancer.meanConcurrencyError === null) return [];
  if (Math.min(agent, balancer.meanConcurrency) < SPEAKS_FROM || !balancerSeesAll(sample))
    return [];
  const noise = Z * balancer.meanConcurrencyError;
  const own = [balancer.meanConcurrency, balancer.concurrencyByLittle];
  const off = (direction: 1 | -1): boolean =>
    own.every((figure) => direction * (agent - figure) > ALLOWED_DIFFERENCE * figure + noise);
  return off(1) || off(-1)
    ? [
        {
          rule: 'concurrency-off',
          detail: `the generator counted ${agent.toFixed(1)} requests under way and HAProxy ${own.map((figure) => figure.toFixed(1)).join(' (sampled) and ')} (by Little's law)`,
        },
      ]
    : [];
};
