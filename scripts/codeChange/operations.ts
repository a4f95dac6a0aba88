import type { Node } from 'typescript/unstable/ast';
import {
  isCallExpression,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
} from 'typescript/unstable/ast/is';
import type { Method } from './reach.ts';
import { componentOf, type Sources, within } from './sources.ts';

/** What a component does on its own account: answers a public request, or works beside them. */
export interface Operation {
  readonly kind: 'route' | 'loop';
  /** `POST /orders`, `orders.settleOrders` */
  readonly name: string;
  readonly component: string;
  readonly code: Node;
}

const VERBS = ['get', 'post', 'put', 'patch', 'delete'];

/** `server.post('/orders', …, handler)` */
const routeAt = (node: Node): Omit<Operation, 'component'> | null => {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return null;
  const [path] = node.arguments;
  const handler = node.arguments.at(-1);
  const verb = node.expression.name.getText();
  return VERBS.includes(verb) && path && isStringLiteral(path) && handler && handler !== path
    ? { kind: 'route', name: `${verb.toUpperCase()} ${path.text}`, code: handler }
    : null;
};

const propertyOf = (object: Node, name: string): Node | undefined =>
  isObjectLiteralExpression(object)
    ? object.properties
        .filter(isPropertyAssignment)
        .find((property) => property.name.getText() === name)?.initializer
    : undefined;

/** `{ name: 'orders.settleOrders', round: async () => … }` */
const loopAt = (node: Node): Omit<Operation, 'component'> | null => {
  const name = propertyOf(node, 'name');
  const round = propertyOf(node, 'round');
  return name && isStringLiteral(name) && round
    ? { kind: 'loop', name: name.text, code: round }
    : null;
};

/** In the order of the files. */
export const operationsIn = ({ files }: Sources): readonly Operation[] =>
  files.flatMap((file) =>
    [...within(file)].flatMap((node) => {
      const component = componentOf(node);
      const found = routeAt(node) ?? loopAt(node);
      return found && component !== null ? [{ ...found, component }] : [];
    }),
  );

/** How a component does what its contract says. @throws {Error} where it doesn't. */
export const implementations = ({ files }: Sources): ((method: Method) => Node) => {
  const services = new Map(
    files.flatMap((file) =>
      [...within(file)].flatMap((node): [string, Node][] => {
        const component = componentOf(node);
        const service = propertyOf(node, 'service');
        return component !== null && service ? [[component, service]] : [];
      }),
    ),
  );
  return ({ component, name }) => {
    const service = services.get(component);
    const code = service && propertyOf(service, name);
    if (!code) throw new Error(`${component} does not say how it does ${name}`);
    return code;
  };
};
