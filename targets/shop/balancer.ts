/** Servers that answer for some public paths. An empty list of prefixes takes all the rest. */
export interface Backend {
  readonly group: string;
  readonly pathPrefixes: readonly string[];
  readonly servers: readonly { readonly name: string; readonly port: number }[];
}

export const BALANCER_PORT = 8080;

/**
 * What the shop's processes tell each other and the harness, by the beginning of the path. A node
 * decodes a path once before it looks for its route, and so does the balancer before it refuses.
 */
const INTERNAL_PATHS = ['/rpc', '/runtime'];

/** In the words of a node that knows no such path. */
const NOT_FOUND =
  '{"error":{"code":"not_found","message":"there is no %[method] %[path,json(utf8s)]"}}';
/** HAProxy's own figures; on the deployment's network only, never published. */
export const BALANCER_STATS_PORT = 8404;
export const BALANCER_STATS_PATH = '/stats;csv';

/**
 * HAProxy's configuration: each public path goes to the group that owns it, and there to the server
 * with the fewest connections in use. Health is the deployment's business, not HAProxy's: a check
 * would cost each node CPU, and a node that dies in a trial makes the trial's own result.
 */
export const haproxyConfiguration = (backends: readonly Backend[]): string => {
  const routed = backends.filter((backend) => backend.pathPrefixes.length > 0);
  const fallback = backends.find((backend) => backend.pathPrefixes.length === 0) ?? routed[0];
  return [
    'global',
    '  maxconn 8192',
    '  nbthread 1',
    '  stats socket /tmp/haproxy.sock mode 600 level operator',
    'defaults',
    '  mode http',
    '  balance leastconn',
    '  http-reuse safe',
    '  option http-keep-alive',
    '  timeout connect 5s',
    '  timeout client 60s',
    '  timeout server 60s',
    '  timeout queue 60s',
    'frontend edge',
    `  bind :${BALANCER_PORT}`,
    `  acl internal path,url_dec -m beg ${INTERNAL_PATHS.join(' ')}`,
    `  http-request return status 404 content-type "application/json; charset=utf-8" lf-string '${NOT_FOUND}' if internal`,
    ...routed.map(
      ({ group, pathPrefixes }) =>
        `  use_backend ${group} if ${pathPrefixes.map((prefix) => `{ path_beg ${prefix}/ } || { path ${prefix} }`).join(' || ')}`,
    ),
    ...(fallback ? [`  default_backend ${fallback.group}`] : []),
    'frontend statistics',
    `  bind :${BALANCER_STATS_PORT}`,
    '  stats enable',
    '  stats uri /stats',
    ...backends.flatMap(({ group, servers }) => [
      `backend ${group}`,
      ...servers.map(({ name, port }) => `  server ${name} ${name}:${port}`),
    ]),
    '',
  ].join('\n');
};
