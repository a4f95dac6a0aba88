import type { Budget } from '../../harness/model/budget.ts';
import type { ContainerPlan, DeploymentPlan } from '../../harness/model/plan.ts';
import { withinBudget } from '../budget.ts';
import type { Topology } from '../target.ts';
import { BALANCER_PORT, type Backend, haproxyConfiguration } from './balancer.ts';
import {
  COMPONENTS,
  type ComponentName,
  DATABASE_SHARE,
  type Group,
  PLACEMENTS,
  type Placement,
  replicasAt,
} from './placement.ts';
import { PUBLIC_PATHS } from './publicPaths.ts';

export const SHOP_PORT = 8080;
const DATABASE_PORT = 5432;

/** A database server, the components whose schemas it keeps and its share of the CPU budget. */
interface DatabaseServer {
  readonly name: string;
  readonly components: readonly ComponentName[];
  readonly share: number;
}

const databaseServers = (databases: Placement['databases']): readonly DatabaseServer[] =>
  databases === 'one'
    ? [{ name: 'db', components: COMPONENTS, share: 1 }]
    : COMPONENTS.map((component) => ({
        name: `db-${component}`,
        components: [component],
        share: DATABASE_SHARE[component],
      }));

/** Connections that a server keeps free of the application: restore, audit and PostgreSQL's own. */
const RESERVED_CONNECTIONS = 8;

const databaseContainer = (
  server: DatabaseServer,
  serverCount: number,
  { database }: Budget,
): ContainerPlan => {
  const memoryBytes = Math.floor(database.memoryBytes / serverCount);
  const connections = Math.floor(database.connections / serverCount);
  const settings = {
    max_connections: connections + RESERVED_CONNECTIONS,
    shared_buffers: `${Math.floor(memoryBytes / 4 / 1024)}kB`,
  };
  return {
    name: server.name,
    role: 'database',
    group: server.name,
    image: 'database',
    command: Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    cpuCores: database.cpuCores * server.share,
    memoryBytes,
    environment: {
      SHOP_DATABASE_PASSWORD: { secret: 'database' },
      SHOP_SCHEMAS: server.components.join(','),
    },
    files: {},
    writable: { '/var/lib/postgresql/data': 'volume' },
    ready: { kind: 'log', text: 'ready to accept connections' },
  };
};

const replicaNames = (group: Group, replicas: number): readonly string[] =>
  Array.from({ length: replicas }, (_, index) => `${group.name}-${index + 1}`);

const url = (container: string): string => `http://${container}:${SHOP_PORT}`;

const planFor = (placement: Placement, scale: number, budget: Budget): DeploymentPlan => {
  const servers = databaseServers(placement.databases);
  const replicas = replicasAt(placement.groups, scale);
  const names = (group: Group) => replicaNames(group, replicas.get(group.name) ?? 0);

  const hostOf = (component: ComponentName): string =>
    servers.find((server) => server.components.includes(component))?.name ?? '';
  const hostsOf = (group: Group): ReadonlySet<string> => new Set(group.components.map(hostOf));
  /** Processes that connect to a server share its connections evenly. */
  const clientsOf = (host: string): number =>
    placement.groups
      .filter((group) => hostsOf(group).has(host))
      .reduce((sum, group) => sum + names(group).length, 0);
  const poolSize = (group: Group): number =>
    Math.min(
      ...[...hostsOf(group)].map((host) =>
        Math.max(1, Math.floor(budget.database.connections / servers.length / clientsOf(host))),
      ),
    );

  const peersOf = (group: Group) =>
    Object.fromEntries(
      placement.groups
        .filter((peer) => peer !== group)
        .flatMap((peer) =>
          peer.components.map((component) => [component, names(peer).map(url)] as const),
        ),
    );

  const appContainers = (group: Group): readonly ContainerPlan[] =>
    names(group).map((name) => ({
      name,
      role: 'app',
      group: group.name,
      image: 'shop',
      cpuCores: budget.node.cpuCores,
      memoryBytes: budget.node.memoryBytes,
      environment: {
        PORT: String(SHOP_PORT),
        SHOP_COMPONENTS: group.components.join(','),
        SHOP_PEERS: JSON.stringify(peersOf(group)),
        SHOP_DATABASES: JSON.stringify(
          Object.fromEntries(
            group.components.map((component) => [
              component,
              `${hostOf(component)}:${DATABASE_PORT}`,
            ]),
          ),
        ),
        SHOP_DATABASE_PASSWORD: { secret: 'database' },
        SHOP_POOL_SIZE: String(poolSize(group)),
      },
      files: {},
      writable: {},
      ready: { kind: 'log', text: 'shop listening' },
      ...(placement.balancer ? {} : { publishPort: SHOP_PORT }),
    }));

  const apps = placement.groups.flatMap(appContainers);
  const backends: readonly Backend[] = placement.groups.map((group) => ({
    group: group.name,
    pathPrefixes:
      placement.groups.length === 1
        ? []
        : group.components.flatMap((component) => PUBLIC_PATHS[component]),
    servers: names(group).map((name) => ({ name, port: SHOP_PORT })),
  }));
  const balancer: ContainerPlan = {
    name: 'balancer',
    role: 'balancer',
    group: 'balancer',
    image: 'balancer',
    cpuCores: budget.balancer.cpuCores,
    memoryBytes: budget.balancer.memoryBytes,
    environment: {},
    files: { '/etc/plateau/haproxy.cfg': haproxyConfiguration(backends) },
    writable: {},
    publishPort: BALANCER_PORT,
    ready: { kind: 'http', path: '/health' },
  };

  return {
    topology: placement.name,
    scale,
    // The balancer resolves its servers' names once, when it starts, so it starts last.
    stages: [
      [...servers.map((server) => databaseContainer(server, servers.length, budget)), ...apps],
      ...(placement.balancer ? [[balancer]] : []),
    ],
    entry: placement.balancer
      ? { container: balancer.name, port: BALANCER_PORT }
      : { container: apps[0]?.name ?? '', port: SHOP_PORT },
    cpuPeriodMicros: budget.cpuPeriodMicros,
  };
};

const topology = (placement: Placement): Topology => ({
  name: placement.name,
  summary: placement.summary,
  minimumScale: placement.groups.length,
  maximumScale: placement.maximumScale,
  plan: (scale, budget) => withinBudget(planFor(placement, scale, budget), budget),
});

export const TOPOLOGIES: Readonly<Record<string, Topology>> = Object.fromEntries(
  PLACEMENTS.map((placement) => [placement.name, topology(placement)]),
);
