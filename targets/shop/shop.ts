import { node } from '../images/node.ts';
import type { Target } from '../target.ts';
import { codeChange } from './codeChange.ts';
import { data } from './data.ts';
import { balancer } from './images/balancer.ts';
import { database } from './images/database.ts';
import { shop as shopImage } from './images/shop.ts';
import { observables } from './observables.ts';
import { profiling } from './profiling.ts';
import { SCENARIOS } from './scenarios/scenarios.ts';
import { TOPOLOGIES } from './topologies.ts';

/** A web shop in five components: the same code in every topology. */
export const shop: Target = {
  name: 'shop',
  images: [node, shopImage, database, balancer],
  topologies: TOPOLOGIES,
  scenarios: SCENARIOS,
  data,
  observables,
  profiling,
  codeChange,
};
