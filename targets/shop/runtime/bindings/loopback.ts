import { newCall, remainingMs } from '../call.ts';
import type { Contract, Transport } from '../contract.ts';
import { ShopError } from '../error.ts';
import { answerReader, encodeInput, type WireServer } from '../wire.ts';

/** The same process, but encoded, checked and decoded as over the wire: what RPC costs without the network. */
export const loopbackTransport = (
  contract: Contract,
  find: () => WireServer | undefined,
): Transport => {
  const read = answerReader(contract);
  return async (method, input, call) => {
    const serve = find();
    if (serve === undefined) {
      throw new ShopError('unavailable', `${contract.name} has not been started in this process`);
    }
    const child = newCall(call.requestId, remainingMs(call));
    const answer = await serve(method, encodeInput(input), child);
    call.hops += 1 + child.hops;
    return read(method, answer);
  };
};
