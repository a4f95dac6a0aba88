import { messageOf } from '../model/failure.ts';
import type { Watched } from './observer.ts';

/** What `look` saw of a container, or why it saw nothing: to fail to look is no failure of the trial. */
export const attempted = async <Usage>(
  container: string,
  look: () => Usage | Promise<Usage>,
): Promise<Watched<Usage>> => {
  try {
    return { seen: [await look()], unobserved: [] };
  } catch (error) {
    return { seen: [], unobserved: [{ container, reason: messageOf(error) }] };
  }
};
