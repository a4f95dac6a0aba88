/** Where a measured window became steady, and whether it did. */
export type SteadyState =
  | { readonly status: 'settled'; readonly cutBins: number; readonly cutMs: number }
  | { readonly status: 'unsettled'; readonly reason: string }
  | { readonly status: 'unknown'; readonly reason: string };
