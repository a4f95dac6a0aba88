import { refuseExpired } from '../call.ts';
import type { Contract, Service, Transport } from '../contract.ts';
import { ShopError, toShopError } from '../error.ts';

/**
 * A plain call in the same process: nothing is encoded, nothing counted as a hop.
 * @param find is asked at each call, so that components may need each other in any order.
 */
export const directTransport =
  <C extends Contract>(contract: C, find: () => Service<C> | undefined): Transport =>
  async (method, input, call) => {
    refuseExpired(call, `${contract.name}.${method}`);
    const run = (find() as Service<Contract> | undefined)?.[method];
    if (run === undefined)
      throw new ShopError('not_found', `${contract.name} has no method ${method}`);
    try {
      return await run(input, call);
    } catch (error) {
      throw toShopError(error);
    }
  };
