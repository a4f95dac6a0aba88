import { type Estimate, isKnown, type MaybeEstimate, unknown } from '../../model/estimate.ts';
import { groupedBy } from '../grouping.ts';
import { CONFIDENCE } from '../interval.ts';
import type { OfferedCurve } from '../offered/curve.ts';
import type { ComparablePoint } from './layout.ts';

/** The fewest provisioned cores with which a topology was seen to carry a load. */
export interface LoadNeed {
  readonly topology: string;
  /**
   * Fewest cores of a measured cell whose figure reaches the load; the bounds are the fewest of those
   * whose figure may reach it, and of those that do with 95 %.
   */
  readonly provisionedCpuCores: MaybeEstimate;
  /** Of the cell with that many; null where none reaches the load. */
  readonly scale: number | null;
}

/** For the same load, which topology needs less. */
export interface IsoLoad {
  readonly scenario: string;
  /** `throughput`: what was carried at saturation; `capacity`: what was offered within the SLO. */
  readonly basis: 'throughput' | 'capacity';
  /** By rising load. */
  readonly loads: readonly {
    readonly loadPerSecond: number;
    readonly needs: readonly LoadNeed[];
  }[];
}

interface Carrier {
  readonly topology: string;
  readonly scenario: string;
  readonly scale: number;
  readonly cores: number;
  readonly carried: Estimate;
}

/** Of the most that every topology carries for certain: at all of them an answer exists. */
const SHARES = [0.25, 0.5, 0.75, 1];

/** Two significant digits, downwards: a round load that is not just missed. */
const roundedDown = (value: number): number => {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / unit + 1e-9) * unit;
};

const surely = ({ carried }: Carrier): number => carried.low ?? carried.value;

const atMost = ({ carried }: Carrier): number =>
  carried.highUnbounded === true ? Number.POSITIVE_INFINITY : (carried.high ?? carried.value);

const needOf = (topology: string, carriers: readonly Carrier[], load: number): LoadNeed => {
  const cheapestFirst = carriers.toSorted((a, b) => a.cores - b.cores);
  const reaching = (figure: (carrier: Carrier) => number): Carrier | undefined =>
    cheapestFirst.find((carrier) => figure(carrier) >= load);
  const found = reaching(({ carried }) => carried.value);
  if (!found) {
    return {
      topology,
      provisionedCpuCores: unknown({ kind: 'load-not-carried', topology, perSecond: load }),
      scale: null,
    };
  }
  const sure = reaching(surely)?.cores ?? null;
  return {
    topology,
    provisionedCpuCores: {
      value: found.cores,
      low: reaching(atMost)?.cores ?? found.cores,
      high: sure,
      ...(sure === null ? { highUnbounded: true as const } : {}),
      confidence: CONFIDENCE,
      samples: found.carried.samples,
    },
    scale: found.scale,
  };
};

const isoLoadOf = (
  carriers: readonly Carrier[],
  scenario: string,
  basis: IsoLoad['basis'],
): readonly IsoLoad[] => {
  const byTopology = [...groupedBy(carriers, ({ topology }) => topology)];
  if (byTopology.length < 2) return [];
  const common = Math.min(...byTopology.map(([, own]) => Math.max(...own.map(surely))));
  if (!(common > 0)) return [];
  const loads = [...new Set(SHARES.map((share) => roundedDown(share * common)))];
  return [
    {
      scenario,
      basis,
      loads: loads.map((loadPerSecond) => ({
        loadPerSecond,
        needs: byTopology.map(([topology, own]) => needOf(topology, own, loadPerSecond)),
      })),
    },
  ];
};

const byScenario = (carriers: readonly Carrier[], basis: IsoLoad['basis']): readonly IsoLoad[] =>
  [...groupedBy(carriers, ({ scenario }) => scenario)].flatMap(([scenario, own]) =>
    isoLoadOf(own, scenario, basis),
  );

/**
 * What each topology needs to carry the same load: by saturation throughput, of topologies measured at
 * several scales, and by capacity within the SLO, of those that were offered load.
 */
export const isoLoadsOf = (
  points: readonly ComparablePoint[],
  offered: readonly OfferedCurve[],
): readonly IsoLoad[] => {
  const grown = [
    ...groupedBy(points, ({ scenario, topology }) => `${scenario}/${topology}`).values(),
  ].filter((own) => own.length > 1);
  const saturated = grown.flat().flatMap(({ topology, scenario, point }): Carrier[] =>
    isKnown(point.throughputPerSecond)
      ? [
          {
            topology,
            scenario,
            scale: point.scale,
            cores: point.provisionedCpuCores,
            carried: point.throughputPerSecond,
          },
        ]
      : [],
  );
  const capable = offered.flatMap(({ cell, provisionedCpuCores, capacityPerSecond }): Carrier[] =>
    isKnown(capacityPerSecond)
      ? [
          {
            topology: cell.topology,
            scenario: cell.scenario,
            scale: cell.scale,
            cores: provisionedCpuCores,
            carried: capacityPerSecond,
          },
        ]
      : [],
  );
  return [...byScenario(saturated, 'throughput'), ...byScenario(capable, 'capacity')];
};
