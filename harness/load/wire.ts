import type { ScenarioRequest } from '../../targets/scenario.ts';

/** A request as HTTP/1.1 text. autocannon's own builder merges all its options for each request. */
export const wireText = (
  { method, path, headers, body }: ScenarioRequest,
  host: string,
): string => {
  let head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  if (body === undefined) return `${head}\r\n`;
  return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** RPC hops that an answer reports in `x-hops`; 0 where it doesn't. */
export const hopsOf = (rawHeaders: readonly string[]): number => {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (name.length === 6 && name.toLowerCase() === 'x-hops')
      return Number(rawHeaders[index + 1]) || 0;
  }
  return 0;
};
