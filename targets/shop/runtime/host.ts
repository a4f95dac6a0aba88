import type { AddressInfo } from 'node:net';
import { directTransport } from './bindings/direct.ts';
import { httpPeers } from './bindings/http.ts';
import { loopbackTransport } from './bindings/loopback.ts';
import type { Component, Needs, Parts } from './component.ts';
import type { Address, ShopConfig } from './config.ts';
import {
  clientOf,
  COMPONENT_NAMES,
  type ComponentName,
  type Contract,
  type Service,
  type Transport,
} from './contract.ts';
import { type DatabasePool, openPool } from './database.ts';
import { type RunningLoop, startLoop } from './loop.ts';
import { profilingRoutes } from './profiling.ts';
import { rpcRoutes } from './rpc.ts';
import { runtimeRoute } from './counters.ts';
import { createServer } from './server.ts';
import { wireServer, type WireServer } from './wire.ts';

/** A serving process of the shop. */
export interface Shop {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Answers what is under way, then lets go of peers and databases. */
  readonly close: () => Promise<void>;
}

/** Makes the components that this process is configured to host, given the configuration. */
export type ComponentFactory = (config: ShopConfig) => Readonly<Record<ComponentName, Component>>;

export const startShop = async (
  config: ShopConfig,
  components: ComponentFactory,
  report: (message: string) => void,
): Promise<Shop> => {
  const reportError = (error: unknown): void =>
    report(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const server = createServer(reportError);
  const pools = new Map<string, DatabasePool>();
  const services = new Map<ComponentName, Service<Contract>>();
  const wires = new Map<ComponentName, WireServer>();
  const loops: RunningLoop[] = [];
  const peers = httpPeers(config.peers);

  const transportTo = (contract: Contract): Transport => {
    if (!config.components.includes(contract.name)) return peers.transport(contract);
    return config.binding === 'loopback'
      ? loopbackTransport(contract, () => wires.get(contract.name))
      : directTransport(contract, () => services.get(contract.name));
  };

  const all = components(config);
  for (const name of config.components) {
    const component = all[name];
    const parts: Parts<Needs> = {
      database: poolFor(pools, config, name),
      needs: Object.fromEntries(
        Object.entries(component.needs).map(([key, contract]) => [
          key,
          clientOf(contract, transportTo(contract)),
        ]),
      ),
    };
    const running = component.start(parts);
    services.set(name, running.service);
    wires.set(name, wireServer(component.contract, running.service, reportError));
    running.routes(server);
    loops.push(...running.loops.map((loop) => startLoop(loop, report)));
  }

  server.get('/health', () => ({ status: 'ok' }));
  runtimeRoute(server, [...pools.values()], loops);
  if (config.profiling) profilingRoutes(server);
  if (config.components.length < COMPONENT_NAMES.length) rpcRoutes(server, wires);

  await server.listen({ host: '0.0.0.0', port: config.port });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await server.close();
      await Promise.all(loops.map((loop) => loop.stop()));
      await peers.close();
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
};

/** Components of one process that live on the same server share its connections. */
const poolFor = (
  pools: Map<string, DatabasePool>,
  config: ShopConfig,
  component: ComponentName,
): DatabasePool => {
  const address = config.databases[component];
  if (address === undefined)
    throw new Error(`no database is known for ${component}: add it to SHOP_DATABASES`);
  const key = keyOf(address);
  const pool =
    pools.get(key) ??
    openPool({
      ...address,
      user: 'shop',
      database: 'shop',
      password: config.databasePassword,
      size: config.poolSize,
    });
  pools.set(key, pool);
  return pool;
};

const keyOf = (address: Address): string => `${address.host}:${address.port}`;
