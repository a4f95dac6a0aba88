/** Headers that the shop's own processes understand; lower case, as Node.js gives them. */
export const HEADERS = {
  requestId: 'x-request-id',
  /** Of a response: encoded or cross-process calls it took, itself not counted. */
  hops: 'x-hops',
  /** Of a call between components: ms left until the caller gives up. */
  deadline: 'x-deadline-ms',
} as const;
