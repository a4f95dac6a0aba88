import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Node, SourceFile } from 'typescript/unstable/ast';
import {
  isIdentifier,
  isNonNullExpression,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isShorthandPropertyAssignment,
} from 'typescript/unstable/ast/is';
import { API, SymbolFlags, type Symbol as Named } from 'typescript/unstable/sync';

const ROOT = process.cwd();
const COMPONENTS = join(ROOT, 'targets/shop/components');

/** The components' sources as the compiler understands them. */
export interface Sources extends Disposable {
  readonly files: readonly SourceFile[];
  /** Where what an expression names is declared; undefined outside of the components. */
  readonly declarationOf: (expression: Node) => Node | undefined;
}

/** Only what runs in production: no tests, and no data that is made before. */
const isSource = (file: string): boolean =>
  file.endsWith('.ts') && !/\.(test|cases)\.ts$|(^|\/)seed\.ts$/.test(file);

const posix = (path: string): string => path.split(sep).join('/');

/** `orders` of `…/components/orders/placing.ts`; null of a file that belongs to none. */
export const componentOf = (node: Node): string | null => {
  const [component, ...rest] = posix(relative(COMPONENTS, node.getSourceFile().fileName)).split(
    '/',
  );
  return component && component !== '..' && rest.length > 0 ? component : null;
};

/** Name and place in its file: the compiler may hand out one node as several objects. */
export const keyOf = (node: Node): string =>
  `${node.getSourceFile().fileName}:${node.getStart()}-${node.getEnd()}`;

/** Every node from here down. */
export function* within(node: Node): Generator<Node> {
  yield node;
  const children: Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
  });
  for (const child of children) yield* within(child);
}

const nameIn = (expression: Node): Node | null => {
  if (isParenthesizedExpression(expression) || isNonNullExpression(expression))
    return nameIn(expression.expression);
  if (isPropertyAccessExpression(expression)) return expression.name;
  return isIdentifier(expression) ? expression : null;
};

/** @throws {Error} where the checkout has no `tsconfig.json` or a source is not in it. */
export const openSources = (): Sources => {
  const api = new API({ cwd: ROOT });
  const configuration = join(ROOT, 'tsconfig.json');
  const project = api.updateSnapshot({ openProjects: [configuration] }).getProject(configuration);
  if (!project) throw new Error(`${configuration} can't be opened: run this in the checkout`);
  const { program, checker } = project;
  const files = readdirSync(COMPONENTS, { recursive: true, encoding: 'utf8' })
    .map(posix)
    .filter(isSource)
    .toSorted()
    .map((file) => {
      const source = program.getSourceFile(join(COMPONENTS, file));
      if (!source) throw new Error(`${file} is not in ${configuration}`);
      return source;
    });
  const own = new Set(files.map(({ path }) => path));
  const original = (symbol: Named): Named =>
    symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declared = (name: Node): Node | undefined => {
    const symbol = checker.getSymbolAtLocation(name);
    const handle = symbol && original(symbol).declarations.find(({ path }) => own.has(path));
    const declaration = handle?.resolve();
    if (!declaration || !isShorthandPropertyAssignment(declaration)) return declaration;
    const value = checker.getShorthandAssignmentValueSymbol(declaration);
    return value?.declarations.find(({ path }) => own.has(path))?.resolve();
  };
  const known = new Map<string, Node | undefined>();
  const declarationOf = (expression: Node): Node | undefined => {
    const name = nameIn(expression);
    if (!name) return undefined;
    const key = keyOf(name);
    if (!known.has(key)) known.set(key, declared(name));
    return known.get(key);
  };
  return { files, declarationOf, [Symbol.dispose]: () => api.close() };
};
