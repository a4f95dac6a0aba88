import { Type } from 'typebox';
import { defineContract } from '../../runtime/contract.ts';

/** Reports reach back so far at most. */
export const LONGEST_DAYS = 90;

export const Revenue = Type.Object({
  /** How long ago the figures were complete, in ms. */
  staleMs: Type.Integer(),
  days: Type.Array(
    Type.Object({
      day: Type.String(),
      orders: Type.Integer(),
      pieces: Type.Integer(),
      revenueCents: Type.Integer(),
    }),
  ),
});

export type Revenue = Type.Static<typeof Revenue>;

export const analyticsContract = defineContract({
  name: 'analytics',
  paths: ['/analytics'],
  methods: {
    /** By day, the last `days` days of the books and whatever came after them. */
    revenue: { input: Type.Object({ days: Type.Integer() }), output: Revenue },
  },
});
