import { COMPONENT_NAMES, type ComponentName } from './contract.ts';

export type LocalBinding = 'direct' | 'loopback';

/** Where a database server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** One process of the shop: what it hosts, and where the rest is. */
export interface ShopConfig {
  /** 0 for any free one. */
  readonly port: number;
  readonly components: readonly ComponentName[];
  /** Replicas' URLs of the components hosted elsewhere. */
  readonly peers: Readonly<Partial<Record<ComponentName, readonly string[]>>>;
  readonly databases: Readonly<Partial<Record<ComponentName, Address>>>;
  readonly databasePassword: string;
  /** Connections to each distinct database server. */
  readonly poolSize: number;
  /** How components of this process call each other. */
  readonly binding: LocalBinding;
  /** N of scrypt for new passwords: a power of 2. */
  readonly passwordCost: number;
  /** Whether it answers at /runtime/profile: never in a deployment that is measured. */
  readonly profiling: boolean;
}

/** The environment does not say what to start; lists every mistake in it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const POSTGRES_PORT = 5432;
/**
 * 12 ms of a whole core. OWASP asks for four times as much, which on a node of a tenth of a core holds
 * every other request up for two thirds of a second: the hash is scaled to the node as all else is.
 */
const DEFAULT_PASSWORD_COST = 4_096;

/** @throws {ConfigError} */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): ShopConfig => {
  const reader = new EnvironmentReader(env);
  const config: ShopConfig = {
    port: reader.integer('PORT', 0, 65_535),
    components: reader.components('SHOP_COMPONENTS'),
    peers: reader.peers('SHOP_PEERS'),
    databases: reader.databases('SHOP_DATABASES'),
    databasePassword: reader.required('SHOP_DATABASE_PASSWORD'),
    poolSize: reader.integer('SHOP_POOL_SIZE', 1, 1_000),
    binding: reader.oneOf('SHOP_BINDING', ['direct', 'loopback'], 'direct'),
    passwordCost: reader.integer('SHOP_PASSWORD_COST', 2, 1 << 20, DEFAULT_PASSWORD_COST),
    profiling: reader.oneOf('SHOP_PROFILING', ['off', 'on'], 'off') === 'on',
  };
  for (const component of config.components) {
    if (config.databases[component] === undefined) {
      reader.mistake('SHOP_DATABASES', `names no server for ${component}, which is hosted here`);
    }
  }
  reader.end();
  return config;
};

class EnvironmentReader {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #mistakes: string[] = [];

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env;
  }

  mistake(name: string, what: string): void {
    this.#mistakes.push(`${name} ${what}`);
  }

  end(): void {
    if (this.#mistakes.length === 0) return;
    throw new ConfigError(
      `the shop cannot start with this environment: ${this.#mistakes.join('; ')}`,
    );
  }

  required(name: string): string {
    const value = this.#env[name];
    if (value === undefined || value === '') this.mistake(name, 'is missing');
    return value ?? '';
  }

  integer(name: string, low: number, high: number, fallback?: number): number {
    const text = this.#env[name];
    if (fallback !== undefined && (text === undefined || text === '')) return fallback;
    const value = Number(this.required(name));
    if (text && !(Number.isInteger(value) && value >= low && value <= high)) {
      this.mistake(name, `must be a whole number from ${low} to ${high}, not "${text}"`);
    }
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const text = this.#env[name];
    if (text === undefined || text === '') return fallback;
    const value = allowed.find((candidate) => candidate === text);
    if (value === undefined)
      this.mistake(name, `must be one of ${allowed.join(', ')}, not "${text}"`);
    return value ?? fallback;
  }

  components(name: string): readonly ComponentName[] {
    const names = this.required(name)
      .split(',')
      .filter((item) => item !== '');
    for (const item of names) this.#component(name, item);
    return names.filter(isComponentName);
  }

  peers(name: string): ShopConfig['peers'] {
    return this.#record(name, (value) =>
      Array.isArray(value) && value.every((url) => typeof url === 'string' && URL.canParse(url))
        ? (value as readonly string[])
        : 'must map components to lists of URLs',
    );
  }

  databases(name: string): ShopConfig['databases'] {
    this.required(name);
    return this.#record(name, (value) => {
      const match = typeof value === 'string' ? /^([^:]+)(?::(\d+))?$/.exec(value) : null;
      return match?.[1] === undefined
        ? 'must map components to host or host:port'
        : { host: match[1], port: Number(match[2] ?? POSTGRES_PORT) };
    });
  }

  /** Reads a JSON object keyed by component. @param read gives the value, or what is wrong with it. */
  #record<T extends object>(
    name: string,
    read: (value: unknown) => T | string,
  ): Partial<Record<ComponentName, T>> {
    const text = this.#env[name];
    const result: Partial<Record<ComponentName, T>> = {};
    if (text === undefined || text === '') return result;
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = null;
    }
    if (typeof parsed !== 'object' || parsed === null) {
      this.mistake(name, `must be a JSON object, not "${text}"`);
      return result;
    }
    for (const [key, value] of Object.entries(parsed)) {
      const known = this.#component(name, key);
      const item = read(value);
      if (typeof item === 'string') this.mistake(name, item);
      else if (known !== undefined) result[known] = item;
    }
    return result;
  }

  #component(name: string, text: string): ComponentName | undefined {
    if (isComponentName(text)) return text;
    this.mistake(name, `knows ${COMPONENT_NAMES.join(', ')}, but not "${text}"`);
    return undefined;
  }
}

const isComponentName = (text: string): text is ComponentName =>
  COMPONENT_NAMES.some((name) => name === text);
