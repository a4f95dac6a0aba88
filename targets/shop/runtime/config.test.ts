import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const ENV = {
  PORT: '8080',
  SHOP_COMPONENTS: 'orders,analytics',
  SHOP_PEERS: '{"users":["http://users-1:8080","http://users-2:8080"]}',
  SHOP_DATABASES: '{"orders":"db-orders:5433","analytics":"db-analytics"}',
  SHOP_DATABASE_PASSWORD: 'secret',
  SHOP_POOL_SIZE: '4',
};

describe('readConfig', () => {
  it('reads a process of a split', () => {
    expect(readConfig(ENV)).toEqual({
      port: 8080,
      components: ['orders', 'analytics'],
      peers: { users: ['http://users-1:8080', 'http://users-2:8080'] },
      databases: {
        orders: { host: 'db-orders', port: 5433 },
        analytics: { host: 'db-analytics', port: 5432 },
      },
      databasePassword: 'secret',
      poolSize: 4,
      binding: 'direct',
      passwordCost: 4_096,
      profiling: false,
    });
  });

  it.each([
    ['PORT', '80x', /PORT must be a whole number from 0 to 65535, not "80x"/],
    ['PORT', '', /PORT is missing/],
    ['SHOP_COMPONENTS', 'orders,payment', /SHOP_COMPONENTS knows users, .* but not "payment"/],
    ['SHOP_PEERS', '{"users":"http://users"}', /SHOP_PEERS must map components to lists of URLs/],
    ['SHOP_PEERS', 'users', /SHOP_PEERS must be a JSON object/],
    ['SHOP_DATABASES', '{"orders":7}', /SHOP_DATABASES must map components to host/],
    ['SHOP_DATABASES', '{"orders":"db"}', /names no server for analytics/],
    ['SHOP_DATABASE_PASSWORD', '', /SHOP_DATABASE_PASSWORD is missing/],
    ['SHOP_POOL_SIZE', '0', /SHOP_POOL_SIZE/],
    ['SHOP_BINDING', 'grpc', /SHOP_BINDING must be one of direct, loopback/],
  ])('refuses %s=%s', (name, value, message) => {
    expect(() => readConfig({ ...ENV, [name]: value })).toThrow(message);
  });

  it('tells every mistake at once, and no password', () => {
    const mistakes = { ...ENV, PORT: 'x', SHOP_POOL_SIZE: 'y' };
    expect(() => readConfig(mistakes)).toThrow(ConfigError);
    expect(() => readConfig(mistakes)).toThrow(/PORT .*; SHOP_POOL_SIZE /);
    expect(() => readConfig(mistakes)).not.toThrow(/secret/);
  });
});
