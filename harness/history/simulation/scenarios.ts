import type { Scenario } from './histories.ts';
import { MEASURED_NOISE, type SimulatedMetric } from './world.ts';

const scenario = (name: string, differing: Partial<Scenario>): Scenario => ({
  name,
  noise: MEASURED_NOISE,
  imagesGone: false,
  regression: null,
  ...differing,
});

const only =
  (id: string) =>
  (metric: SimulatedMetric): boolean =>
    metric.id === id;

export const NOTHING = scenario('nothing', {});
export const ONE_THROUGHPUT = scenario('10 % of one throughput alone', {
  regression: { of: only('throughput cluster-8'), by: 0.1 },
});
export const ONE_COMPONENT = scenario('10 % of one component’s CPU alone', {
  regression: { of: only('cpu split-8 app/orders'), by: 0.1 },
});

/** What the gate promises is said of these. */
export const CLAIMED: readonly Scenario[] = [
  NOTHING,
  ONE_THROUGHPUT,
  ONE_COMPONENT,
  scenario('10 % of everything', { regression: { of: () => true, by: 0.1 } }),
];

/** How the gate does where the noise is another, the images are gone or the effect is not what it is made for. */
export const BESIDE: readonly Scenario[] = [
  scenario('nothing; one level of the machine for all metrics', {
    noise: { ...MEASURED_NOISE, nightShared: true },
  }),
  scenario('nothing; the machine’s speed differs by 15 % from trial to trial', {
    noise: { ...MEASURED_NOISE, speed: 0.15 },
  }),
  scenario('20 % of one component’s CPU alone; speed as before', {
    noise: { ...MEASURED_NOISE, speed: 0.15 },
    regression: { of: only('cpu split-8 app/products'), by: 0.2 },
  }),
  scenario('nothing; heavy-tailed noise (t, 4 degrees)', {
    noise: { ...MEASURED_NOISE, heavyTails: true },
  }),
  scenario('nothing; the baseline’s images are gone', { imagesGone: true }),
  scenario('10 % of one throughput alone; images gone', {
    imagesGone: true,
    regression: { of: only('throughput cluster-8'), by: 0.1 },
  }),
  scenario('10 % of everything; images gone', {
    imagesGone: true,
    regression: { of: () => true, by: 0.1 },
  }),
  scenario('10 % of one p99 alone', { regression: { of: only('p99 cluster-8-offered'), by: 0.1 } }),
  scenario('30 % of one p99 alone', { regression: { of: only('p99 cluster-8-offered'), by: 0.3 } }),
];
