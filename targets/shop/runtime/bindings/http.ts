import { Pool } from 'undici';
import { type Call, remainingMs } from '../call.ts';
import type { ComponentName, Contract, Transport } from '../contract.ts';
import { ShopError } from '../error.ts';
import { answerReader, encodeInput, type WireAnswer } from '../wire.ts';
import { HEADERS } from './headers.ts';
import { avoid, pickReplica, replicasOf } from './replicas.ts';

export interface HttpPeers {
  readonly transport: (contract: Contract) => Transport;
  readonly close: () => Promise<void>;
}

const CONNECTIONS_PER_REPLICA = 64;

/** Never sent, so that asking another replica cannot do the work twice. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** HTTP + JSON to the components that run elsewhere. @param peers component → URLs of its replicas. */
export const httpPeers = (
  peers: Readonly<Partial<Record<ComponentName, readonly string[]>>>,
): HttpPeers => {
  const pools = new Map<string, Pool>();
  const poolOf = (url: string): Pool => {
    const pool = pools.get(url) ?? new Pool(url, { connections: CONNECTIONS_PER_REPLICA });
    pools.set(url, pool);
    return pool;
  };
  return {
    transport: (contract) => {
      const urls = peers[contract.name];
      if (urls === undefined || urls.length === 0) {
        throw new Error(
          `no peer is known for ${contract.name}: add it to SHOP_PEERS or host it here`,
        );
      }
      return httpTransport(contract, urls.map(poolOf));
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
};

const httpTransport = (contract: Contract, pools: readonly Pool[]): Transport => {
  const replicas = replicasOf(pools);
  const read = answerReader(contract);
  let turn = 0;

  const ask = async (
    method: string,
    text: string,
    call: Call,
    attempt: number,
  ): Promise<WireAnswer> => {
    const replica = pickReplica(replicas, (turn += 1), performance.now());
    replica.inFlight += 1;
    try {
      return await send(replica.peer, `/rpc/${contract.name}/${method}`, text, call);
    } catch (cause) {
      const code = codeOf(cause);
      if (code !== undefined && NEVER_SENT.has(code)) {
        avoid(replica, performance.now());
        if (attempt < replicas.length) return await ask(method, text, call, attempt + 1);
      }
      throw failure(`${contract.name}.${method}`, cause);
    } finally {
      replica.inFlight -= 1;
    }
  };

  return async (method, input, call) => {
    call.hops += 1;
    return read(method, await ask(method, encodeInput(input), call, 1));
  };
};

const send = async (pool: Pool, path: string, text: string, call: Call): Promise<WireAnswer> => {
  const budgetMs = Math.floor(remainingMs(call));
  if (budgetMs <= 0) throw new ShopError('deadline_exceeded', `no time was left for ${path}`);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new DeadlinePassed()), budgetMs);
  try {
    const response = await pool.request({
      path,
      method: 'POST',
      body: text,
      headers: {
        'content-type': 'application/json',
        [HEADERS.deadline]: String(budgetMs),
        [HEADERS.requestId]: call.requestId,
      },
      signal: deadline.signal,
    });
    const answer = { status: response.statusCode, text: await response.body.text() };
    call.hops += Number(response.headers[HEADERS.hops] ?? 0);
    return answer;
  } finally {
    clearTimeout(timer);
  }
};

class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

const failure = (what: string, cause: unknown): ShopError => {
  if (cause instanceof ShopError) return cause;
  return cause instanceof DeadlinePassed
    ? new ShopError('deadline_exceeded', `${what} did not answer in time`, { cause })
    : new ShopError('unavailable', `${what} could not be reached`, { cause });
};
