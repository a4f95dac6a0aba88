import { Compile, type Validator } from 'typebox/compile';
import type { Call } from './call.ts';
import { refuseExpired } from './call.ts';
import type { Contract, Service } from './contract.ts';
import { decodeError, type ErrorCode, ShopError, toShopError } from './error.ts';

/** An answer as it travels: JSON and the status that tells an output from an error. */
export interface WireAnswer {
  readonly status: number;
  readonly text: string;
}

/** The receiving end of a contract: text in, text out, never rejects. */
export type WireServer = (method: string, text: string, call: Call) => Promise<WireAnswer>;

export const encodeInput = (input: unknown): string => JSON.stringify(input);

/** @param report is told of defects, which the caller only sees as `internal`. */
export const wireServer = <C extends Contract>(
  contract: C,
  service: Service<C>,
  report: (error: unknown) => void,
): WireServer => {
  const methods = new Map(
    Object.entries(contract.methods).map(([name, method]) => [
      name,
      { input: Compile(method.input), run: (service as Service<Contract>)[name] },
    ]),
  );
  return async (name, text, call) => {
    try {
      refuseExpired(call, `${contract.name}.${name}`);
      const method = methods.get(name);
      if (method?.run === undefined) {
        throw new ShopError('not_found', `${contract.name} has no method ${name}`);
      }
      const input = parse(text, 'invalid_request');
      check(method.input, input, 'invalid_request', `the input of ${contract.name}.${name}`);
      return { status: 200, text: JSON.stringify(await method.run(input, call)) };
    } catch (error) {
      const shopError = toShopError(error);
      if (shopError.code === 'internal') report(error);
      return { status: shopError.status, text: JSON.stringify(shopError.toBody()) };
    }
  };
};

/** The sending end: reads answers, and refuses those that do not keep to the contract. */
export const answerReader = (
  contract: Contract,
): ((method: string, answer: WireAnswer) => unknown) => {
  const outputs = new Map(
    Object.entries(contract.methods).map(([name, method]) => [name, Compile(method.output)]),
  );
  return (method, answer) => {
    const what = `${contract.name}.${method}`;
    if (answer.status !== 200) throw decodeError(answer.text, what);
    const output = outputs.get(method);
    if (output === undefined) throw new ShopError('internal', `there is no ${what}`);
    const value = parse(answer.text, 'internal');
    check(output, value, 'internal', `the answer of ${what}`);
    return value;
  };
};

const parse = (text: string, blame: ErrorCode): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ShopError(blame, 'a message between components is no JSON', { cause });
  }
};

type AnyValidator = Validator<Record<never, never>>;

const check = (validator: AnyValidator, value: unknown, blame: ErrorCode, what: string): void => {
  if (validator.Check(value)) return;
  const first = validator.Errors(value)[0];
  throw new ShopError(
    blame,
    `${what} does not keep to its contract: ${first === undefined ? 'unknown' : `${first.instancePath} ${first.message}`}`,
  );
};
