import type { LawName } from '../../../harness/model/reason.ts';

export const lawNames: Readonly<Record<LawName, string>> = {
  bottleneck: '瓶颈',
  amdahl: 'Amdahl',
  usl: 'USL',
};
