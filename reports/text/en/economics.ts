import type { OptionKind, Tested } from '../../../harness/analysis/economics/candidate.ts';
import type { BestBuyClaim, Named } from '../../../harness/analysis/economics/claim.ts';
import type { Driver, System } from '../../../harness/analysis/economics/payback.ts';
import type { Growth, Migration, Prices } from '../../../harness/model/economics.ts';
import { isKnown } from '../../../harness/model/estimate.ts';
import { percent, plain, times, whole, withDetail } from '../../figures.ts';
import { reasonClause } from './reasons.ts';

const options: Readonly<Record<OptionKind, string>> = {
  'add-nodes': 'add nodes',
  'bigger-database': 'a bigger database',
  'read-replica': 'a read replica',
  pooler: 'a connection pooler',
  'extract-component': 'extract one component',
  'split-one-database': 'split the code, one database',
  'cluster-split-data': 'cluster, split data',
  split: 'split, a database each',
};

const tested: Readonly<Record<Tested, string>> = {
  measured: 'measured',
  predicted: 'predicted',
  'not-tested': 'not tested',
};

/** Keys of the experiment file's `prices`. */
const priceNames: Readonly<Record<string, string>> = {
  coreHour: 'core-hour',
  gibHour: 'GiB-hour',
  operationsHours: 'hours a part',
  operationsRate: 'rate of operations',
  largestDatabase: 'largest database and its steps',
  availability: 'availability',
};

const nodes = (count: number): string => `${whole(count)} ${count === 1 ? 'node' : 'nodes'}`;

const size = ({ topology, scale, databaseCpuCores }: Omit<Named, 'kind' | 'tested'>): string =>
  `${topology}, ${nodes(scale)}, database of ${plain(databaseCpuCores)} cores`;

const bought = (one: Named): string =>
  one.kind === 'add-nodes'
    ? `${one.topology} with ${nodes(one.scale)}`
    : `${options[one.kind]} (${size(one)}${one.tested === 'predicted' ? ', predicted' : ''})`;

function condition({ condition: of, runnerUp }: BestBuyClaim): string {
  if (!of || !runnerUp) return '';
  const ratio = isKnown(of.costRatio) ? of.costRatio.value : null;
  const carry = ratio !== null && ratio > 1 ? ` it carried ${times(ratio)} what it does` : '';
  const hours =
    of.operationsHours === null || of.winsWith === null || of.timesTheSize === null
      ? ''
      : ` a part took ${of.winsWith} than ${plain(of.operationsHours)} hours of work a month (which is the same as a system ${of.winsWith === 'fewer' ? 'more' : 'less'} than ${plain(of.timesTheSize)} times this size)`;
  const either = [carry, hours].filter((part) => part !== '').join(', or if');
  return either === ''
    ? ''
    : ` A million requests would cost less with ${bought(runnerUp)} if${either}.`;
}

export const economics = {
  options,
  tested,
  section: {
    title: 'What does it cost, and how long does it last?',
    intro: (prices: Prices): string =>
      `Prices in ${prices.currency}: ${plain(prices.perCoreHour)} a core-hour, ${plain(prices.perGibHour)} a GiB-hour, ${plain(prices.operationsHoursPerPart)} hours of operations a month for each part at ${plain(prices.perOperationsHour)} an hour; the largest database has ${plain(prices.largestDatabaseCpuCores)} cores.`,
    assumed: (keys: readonly string[]): string =>
      `These prices are assumptions of Plateau’s, not yours: ${keys.map((key) => priceNames[key] ?? key).join(', ')}. State your own under prices in the experiment.`,
    noGrowth:
      'When the wall is reached is not said: the experiment states no growth (today’s peak, growth a month, headroom).',
    noMigration:
      'Whether splitting pays back is not said: the experiment states no growth or no migration (person-days, day rate, horizon).',
  },
  optionsTable: {
    title: 'What could be bought or built instead',
    explanation: (currency: string): string =>
      `Small: nodes and cores of the database, cost beside today’s. Today is where adding nodes stops paying, or the largest size measured. Money is ${currency} at the stated or assumed prices, a million requests at saturation all month. Availability (up): all parts in series, replicas side by side, failures independent.`,
    option: 'Option',
    throughput: 'Carries (requests/s)',
    gain: 'Gain',
    cost: 'Cost a month',
    perMillion: 'A million requests',
    limiter: 'Limiter',
    lost: 'What is lost',
    tested: 'Known by',
    today: 'today',
    size: ({ scale, databaseCpuCores }: Pick<Named, 'scale' | 'databaseCpuCores'>): string =>
      `${nodes(scale)}, database ${plain(databaseCpuCores)}`,
    priced: 'priced as one more part',
    parts: (parts: number, availability: number): string =>
      `${whole(parts)} parts, ${(availability * 100).toFixed(2)} % up`,
    losses: {
      'add-nodes': 'nothing',
      'bigger-database': 'nothing, until the largest',
      'read-replica': 'reads may be stale',
      pooler: 'state kept on a connection',
      'extract-component': 'transactions across the cut',
      'split-one-database': 'plain calls',
      'cluster-split-data': 'transactions and joins',
      split: 'plain calls, transactions',
    } satisfies Readonly<Record<OptionKind, string>>,
  },
  costTable: {
    title: 'What a million requests cost',
    explanation: (currency: string): string =>
      `In ${currency}. At saturation is the least it can be: busy all month. Within the service level is what may be promised; it is known only where rates were offered.`,
    infrastructure: 'Infrastructure a month',
    operations: 'Operations a month',
    atSaturation: 'A million at saturation',
    withinLevel: 'A million within the service level',
  },
  costChart: {
    title: 'What a million requests cost',
    description:
      'Cost of a million requests at saturation, for every size that was measured or predicted; the bar at its end is the interval that follows from what it carries.',
    axis: (currency: string): string => `A million requests (${currency})`,
    perMillion: 'a million requests',
    name: (
      size: string,
      { kind, tested, databaseCpuCores }: Omit<Named, 'topology' | 'scale'>,
    ): string =>
      `${size}${kind === 'bigger-database' ? `, database ${plain(databaseCpuCores)}` : ''}${tested === 'predicted' ? ' (predicted)' : ''}`,
  },
  conditionTable: {
    title: 'What must be true for each to be the cheapest a million',
    explanation:
      'Each against the cheapest of another kind. Cost against it is also how many times what it carries it would have to carry. The work on a part does not grow with its size, so fewer hours a part and a larger system (with as much more load) are the same condition.',
    rival: 'Against',
    ratio: 'Cost against it',
    hours: 'Hours a part',
    system: 'System size',
    never: 'no number of hours changes the order',
    than: (winsWith: 'fewer' | 'more', hours: string): string =>
      winsWith === 'fewer' ? `under ${hours}` : `over ${hours}`,
    sized: (winsWith: 'fewer' | 'more', size: string): string =>
      winsWith === 'fewer' ? `over ${size} ×` : `under ${size} ×`,
  },
  reachTable: {
    title: 'When do I hit it?',
    explanation: ({ peakPerSecond, perMonth, headroom }: Growth): string =>
      `Today’s peak is ${plain(peakPerSecond)} requests/s, of which ${percent(headroom)} more are kept free; it grows by ${percent(perMonth.expected)} a month (${percent(perMonth.low)} to ${percent(perMonth.high)}). The earliest month takes the lowest capacity and the strongest growth, the latest the other ends. Counted from the day of the run.`,
    capacity: 'Carries (requests/s)',
    basis: 'Within',
    bases: { 'service-level': 'the service level', saturation: 'saturation, which flatters' },
    months: 'Months',
    expected: 'Expected',
    range: 'Earliest to latest',
    noMonth: 'no such month under the stated growth',
    later: 'no end',
  },
  paybackTable: {
    title: 'Does splitting pay back?',
    explanation: ({ horizonMonths, legacyPersonDays, newSystemPersonDays }: Migration): string =>
      `Over ${whole(horizonMonths)} months, each month at the cheapest size that carries its load: staying (more nodes or a bigger database) against the split. An existing system takes ${plain(legacyPersonDays)} person-days to split, a new one ${plain(newSystemPersonDays)} more to be built so. Months that only one of the two carries have no price here and are counted apart. The band is over the growth’s range and the intervals of what both carry.`,
    system: 'System',
    systems: { legacy: 'existing', new: 'new' } satisfies Readonly<Record<System, string>>,
    investment: 'Investment',
    saved: 'Saved',
    net: 'Return',
    payback: 'Paid back in month',
    months: 'Months both / only split / only staying / neither',
    never: 'not within the horizon',
    band: (low: string, high: string): string => `${low} to ${high}`,
  },
  sensitivityTable: {
    title: (topology: string, system: System): string =>
      `What must be true for ${topology} to pay back (${system === 'legacy' ? 'existing system' : 'new system'})`,
    explanation:
      'Each input alone at half and at double of what is stated, and the factor at which the return is nought.',
    driver: 'Input',
    drivers: {
      effort: 'effort of splitting',
      operations: 'work on each part',
      infrastructure: 'price of infrastructure',
      growth: 'growth a month',
      size: 'size of the system and its load',
    } satisfies Readonly<Record<Driver, string>>,
    half: 'Return at half',
    double: 'Return at double',
    even: 'Even at',
    none: 'no factor from a hundredth to a hundred makes it even',
  },
  claim: (claim: BestBuyClaim): string => {
    const { winner, runnerUp, costRatio, loadPerSecond } = claim;
    const prices = claim.assumedPrices
      ? 'Under prices that are partly assumed'
      : 'Under your prices';
    if (!winner) {
      return `For ${plain(loadPerSecond ?? 0)} requests/s nothing that was tested is enough: ${isKnown(costRatio) ? '' : reasonClause(costRatio.reason)}.`;
    }
    const what = `${prices} the best buy ${loadPerSecond === null ? 'for each million requests' : `for ${plain(loadPerSecond)} requests/s`} is ${bought(winner)}`;
    const against =
      runnerUp && isKnown(costRatio)
        ? `: it costs ${claim.basis === 'per-million' ? withDetail(costRatio, times) : times(costRatio.value)} what ${bought(runnerUp)} costs`
        : runnerUp
          ? ''
          : '; nothing of another kind that was tested carries it';
    return `${what}${against}.${condition(claim)}`;
  },
};
