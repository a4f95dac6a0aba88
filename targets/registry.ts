import { shop } from './shop/shop.ts';
import type { Target } from './target.ts';

/** Every target that experiments can name. */
export const TARGETS: Readonly<Record<string, Target>> = { shop };
