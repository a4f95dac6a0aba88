import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCallExpression } from 'typescript/unstable/ast/is';
import type { CallPair, CodeChange } from '../../harness/model/codeChange.ts';
import { COMPONENT_NAMES } from '../../targets/shop/runtime/contract.ts';
import { lostForeignKeys } from './foreignKeys.ts';
import { implementations, type Operation, operationsIn } from './operations.ts';
import { type Method, type Reach, reacher, type Statement } from './reach.ts';
import { componentOf, openSources, type Sources, within } from './sources.ts';

export const COUNTED_BY = 'node --import tsx scripts/count-code-change.ts';

/** Every authorised request asks it who is asking: that is a call, and no data that an answer joins. */
const WHO_ASKS = 'users.authenticate';

/** What an operation does, in its component and in those that it calls. */
interface Deeds {
  readonly operation: Operation;
  readonly writesIn: readonly string[];
  readonly readsIn: readonly string[];
  /** Calls that end in a write elsewhere. */
  readonly steps: readonly string[];
}

const nameOf = ({ component, name }: Method): string => `${component}.${name}`;

/** In the order of the components. */
const componentsOf = (statements: readonly Statement[]): readonly string[] =>
  COMPONENT_NAMES.filter((name) => statements.some(({ component }) => component === name));

/** A helper that another component wrote, as users' `signedIn`, counts where it is called. */
const callPairs = (
  { files }: Sources,
  { methodAt, functionsAt, reachOf }: ReturnType<typeof reacher>,
): readonly CallPair[] => {
  const places = files.flatMap((file) =>
    [...within(file)].filter(isCallExpression).flatMap((call) => {
      const from = componentOf(call);
      const direct = methodAt(call.expression);
      const helped = functionsAt(call.expression)
        .filter((code) => componentOf(code) !== from)
        .flatMap((code) => [...reachOf(code).methods.values()]);
      return [...(direct ? [direct] : []), ...helped]
        .filter(({ component }) => component !== from)
        .map(({ component: to }) => ({ from, to }));
    }),
  );
  return COMPONENT_NAMES.flatMap((from) =>
    COMPONENT_NAMES.flatMap((to) => {
      const count = places.filter((place) => place.from === from && place.to === to).length;
      return count > 0 ? [{ from, to, places: count }] : [];
    }),
  );
};

export interface Counted {
  readonly codeChange: CodeChange;
  /** Statements that no operation was seen to reach: what was counted is whole where there are none. */
  readonly unreached: readonly Statement[];
}

/** Counts over the sources of the checkout that this process runs in. */
export const countCodeChange = (): Counted => {
  using sources = openSources();
  const reaches = reacher(sources);
  const implementationOf = implementations(sources);
  const operations = operationsIn(sources);

  /** All statements behind a reach, through contracts too, but for the methods left out. */
  const behind = (
    { statements, methods }: Reach,
    leftOut: readonly string[] = [],
  ): readonly Statement[] => [
    ...statements.values(),
    ...[...methods.values()]
      .filter((method) => !leftOut.includes(nameOf(method)))
      .flatMap((method) => behind(reaches.reachOf(implementationOf(method)), leftOut)),
  ];

  const deeds = operations.map((operation): Deeds => {
    const reach = reaches.reachOf(operation.code);
    const all = behind(reach, [WHO_ASKS]);
    return {
      operation,
      writesIn: componentsOf(all.filter(({ writes }) => writes)),
      readsIn: componentsOf(all.filter(({ writes }) => !writes)),
      steps: [...reach.methods.values()]
        .filter((method) =>
          behind(reaches.reachOf(implementationOf(method))).some(({ writes }) => writes),
        )
        .map(nameOf)
        .toSorted(),
    };
  });
  const routes = deeds.filter(({ operation }) => operation.kind === 'route');
  const reached = new Set(
    operations.flatMap(({ code }) => behind(reaches.reachOf(code)).map(({ key }) => key)),
  );
  const schemas = Object.fromEntries(
    COMPONENT_NAMES.map((name) => [
      name,
      readFileSync(join('targets/shop/components', name, 'schema.sql'), 'utf8'),
    ]),
  );
  return {
    codeChange: {
      countedBy: COUNTED_BY,
      calls: callPairs(sources, reaches),
      transactions: routes
        .filter(({ writesIn }) => writesIn.length > 1)
        .map(({ operation, writesIn, steps }) => ({ operation: operation.name, writesIn, steps })),
      settlers: deeds
        .filter(({ operation }) => operation.kind === 'loop')
        .map(({ operation, writesIn, readsIn }) => ({
          name: operation.name,
          touches: COMPONENT_NAMES.filter((name) => [...writesIn, ...readsIn].includes(name)),
        }))
        .filter(({ touches }) => touches.length > 1),
      joins: routes
        .filter(({ writesIn, readsIn }) => writesIn.length === 0 && readsIn.length > 1)
        .map(({ operation, readsIn }) => ({ operation: operation.name, readsIn })),
      foreignKeys: lostForeignKeys(schemas),
    },
    unreached: reaches.statements.filter(({ key }) => !reached.has(key)),
  };
};
