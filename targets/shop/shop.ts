import { node } from '../images/node.ts';
import type { Target } from '../target.ts';
import { data } from './data.ts';
import { balancer } from './images/balancer.ts';
import { database } from './images/database.ts';
import { shop as shopImage } from './images/shop.ts';
import { observables } from './observables.ts';
import { profiling } from './profiling.ts';
import { browse } from './scenarios/browse.ts';
import { warmUp } from './scenarios/warmUp.ts';
import { WORK_SCENARIOS } from './scenarios/work.ts';
import { TOPOLOGIES } from './topologies.ts';

/** A web shop in five components: the same code in every topology. */
export const shop: Target = {
  name: 'shop',
  images: [node, shopImage, database, balancer],
  topologies: TOPOLOGIES,
  scenarios: { browse, ...WORK_SCENARIOS, 'warm-up': warmUp },
  data,
  observables,
  profiling,
};
