export const COMPONENTS = ['users', 'products', 'orders', 'admin', 'analytics'] as const;
export type ComponentName = (typeof COMPONENTS)[number];

/** Components that share a process, and so are copied and limited together. */
export interface Group {
  readonly name: string;
  readonly components: readonly ComponentName[];
}

/** Which code runs together and which data lies together: the two are chosen apart from each other. */
export interface Placement {
  readonly name: string;
  readonly summary: string;
  readonly groups: readonly Group[];
  readonly balancer: boolean;
  readonly databases: 'one' | 'per-component';
  readonly maximumScale: number;
}

/**
 * Share of the shop's CPU that each component takes under `browse`, application and database, as
 * measured in a split and rounded so that the smallest still gets a quota. They say where the next
 * replica goes and how one CPU budget is cut into five database servers. An architect who splits
 * would size by such figures, and be as wrong as they are.
 */
const APPLICATION_SHARE: Readonly<Record<ComponentName, number>> = {
  users: 0.14,
  products: 0.72,
  orders: 0.09,
  admin: 0.02,
  analytics: 0.03,
};

export const DATABASE_SHARE: Readonly<Record<ComponentName, number>> = {
  users: 0.07,
  products: 0.7,
  orders: 0.11,
  admin: 0.05,
  analytics: 0.07,
};

const MONOLITH: readonly Group[] = [{ name: 'shop', components: COMPONENTS }];
const SERVICES: readonly Group[] = COMPONENTS.map((name) => ({ name, components: [name] }));

export const PLACEMENTS: readonly Placement[] = [
  {
    name: 'single',
    summary: 'one process with all components, one database, no balancer',
    groups: MONOLITH,
    balancer: false,
    databases: 'one',
    maximumScale: 1,
  },
  {
    name: 'cluster',
    summary: 'copies of the same process behind a balancer (least connections), one database',
    groups: MONOLITH,
    balancer: true,
    databases: 'one',
    maximumScale: 64,
  },
  {
    name: 'cluster-split-data',
    summary: 'the cluster with a database server for each component',
    groups: MONOLITH,
    balancer: true,
    databases: 'per-component',
    maximumScale: 64,
  },
  {
    name: 'split-one-database',
    summary: 'a service for each component, RPC between them, one database',
    groups: SERVICES,
    balancer: true,
    databases: 'one',
    maximumScale: 64,
  },
  {
    name: 'split',
    summary: 'a service for each component, RPC between them, a database server for each',
    groups: SERVICES,
    balancer: true,
    databases: 'per-component',
    maximumScale: 64,
  },
];

/**
 * Containers of each group at a scale: one each, then each next one where most load falls on a replica.
 * @returns group name → replicas, summing to `scale` (to the number of groups where `scale` is less).
 */
export const replicasAt = (
  groups: readonly Group[],
  scale: number,
): ReadonlyMap<string, number> => {
  const replicas = new Map(groups.map((group) => [group.name, 1]));
  const share = (group: Group): number =>
    group.components.reduce((sum, component) => sum + APPLICATION_SHARE[component], 0);
  for (let placed = groups.length; placed < scale; placed += 1) {
    const hottest = groups.reduce((hot, group) =>
      share(group) / (replicas.get(group.name) ?? 1) > share(hot) / (replicas.get(hot.name) ?? 1)
        ? group
        : hot,
    );
    replicas.set(hottest.name, (replicas.get(hottest.name) ?? 1) + 1);
  }
  return replicas;
};
