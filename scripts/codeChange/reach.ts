import type { CallExpression, Node } from 'typescript/unstable/ast';
import {
  isArrowFunction,
  isCallExpression,
  isFunctionDeclaration,
  isFunctionExpression,
  isIdentifier,
  isParameterDeclaration,
  isPropertyAssignment,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';
import { groupedBy } from '../../harness/analysis/grouping.ts';
import { componentOf, keyOf, type Sources, within } from './sources.ts';

/** An SQL statement of a component. */
export interface Statement {
  readonly key: string;
  readonly component: string;
  readonly writes: boolean;
}

/** A method of a component's contract. */
export interface Method {
  readonly component: string;
  readonly name: string;
}

/** What a piece of code does by itself and by the functions that it calls, up to other components. */
export interface Reach {
  /** By key. */
  readonly statements: ReadonlyMap<string, Statement>;
  /** By `component.name`. */
  readonly methods: ReadonlyMap<string, Method>;
}

export interface Reacher {
  readonly reachOf: (code: Node) => Reach;
  /** What an expression at or in a call stands for, where that is one of the two. */
  readonly methodAt: (expression: Node) => Method | null;
  readonly functionsAt: (expression: Node) => readonly Node[];
  readonly statements: readonly Statement[];
}

const isFunction = (node: Node): boolean =>
  isArrowFunction(node) || isFunctionDeclaration(node) || isFunctionExpression(node);

/** A statement that changes a table; `FOR UPDATE` and `DO UPDATE` name none. */
const WRITES = /\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+[a-z_]+\.[a-z_]+/;

const CONTRACT = /\/contract\.ts$/;

/** Follows the calls in the components' sources. */
export const reacher = ({ files, declarationOf }: Sources): Reacher => {
  const calls = files.flatMap((file) => [...within(file)].filter(isCallExpression));

  const methodAt = (expression: Node): Method | null => {
    const declaration = declarationOf(expression);
    const component = declaration ? componentOf(declaration) : null;
    return declaration &&
      component !== null &&
      isPropertyAssignment(declaration) &&
      CONTRACT.test(declaration.getSourceFile().fileName) &&
      isPropertyAssignment(declaration.parent.parent) &&
      declaration.parent.parent.name.getText() === 'methods'
      ? { component, name: declaration.name.getText() }
      : null;
  };

  /** Of `x = statement(name, text)`, with the text of the constants that are put into it. */
  const textOf = (sql: Node): string =>
    [...within(sql)]
      .filter(isIdentifier)
      .map((name) => declarationOf(name))
      .flatMap((declaration) =>
        declaration && isVariableDeclaration(declaration) && declaration.initializer
          ? [textOf(declaration.initializer)]
          : [],
      )
      .concat(sql.getText())
      .join('\n');

  const statementAt = (expression: Node): Statement | null => {
    const declaration = declarationOf(expression);
    const component = declaration ? componentOf(declaration) : null;
    if (!declaration || component === null || !isVariableDeclaration(declaration)) return null;
    const made = declaration.initializer;
    if (!made || !isCallExpression(made) || made.expression.getText() !== 'statement') return null;
    const [, sql] = made.arguments;
    return sql ? { key: keyOf(declaration), component, writes: WRITES.test(textOf(sql)) } : null;
  };

  /** The function that an expression is or is declared as. */
  const functionAt = (expression: Node): Node | null => {
    if (isFunction(expression)) return expression;
    const declaration = declarationOf(expression);
    if (!declaration || isFunctionDeclaration(declaration)) return declaration ?? null;
    const value =
      isVariableDeclaration(declaration) || isPropertyAssignment(declaration)
        ? declaration.initializer
        : undefined;
    return value && isFunction(value) ? value : null;
  };

  const callers = groupedBy(calls, ({ expression }) => {
    const called = functionAt(expression);
    return called ? keyOf(called) : '';
  });

  /** What callers of the function pass as this parameter. */
  const passedAs = (parameter: Node): readonly Node[] => {
    const owner = parameter.parent;
    if (!isArrowFunction(owner) && !isFunctionDeclaration(owner)) return [];
    const index = owner.parameters.findIndex((each) => keyOf(each) === keyOf(parameter));
    return (callers.get(keyOf(owner)) ?? []).flatMap((call) => call.arguments[index] ?? []);
  };

  const functionsAt = (expression: Node, behind: readonly string[] = []): readonly Node[] => {
    const declared = functionAt(expression);
    if (declared) return [declared];
    const parameter = declarationOf(expression);
    if (!parameter || !isParameterDeclaration(parameter)) return [];
    const key = keyOf(parameter);
    return behind.includes(key)
      ? []
      : passedAs(parameter).flatMap((passed) => functionsAt(passed, [...behind, key]));
  };

  const collect = (
    code: Node,
    seen: Set<string>,
    statements: Map<string, Statement>,
    methods: Map<string, Method>,
  ): void => {
    if (seen.has(keyOf(code))) return;
    seen.add(keyOf(code));
    for (const call of [...within(code)].filter(isCallExpression)) {
      for (const part of [call.expression, ...call.arguments]) {
        const method = methodAt(part);
        if (method) methods.set(`${method.component}.${method.name}`, method);
        const statement = statementAt(part);
        if (statement) statements.set(statement.key, statement);
        for (const called of functionsAt(part)) collect(called, seen, statements, methods);
      }
    }
  };

  const known = new Map<string, Reach>();
  return {
    methodAt,
    functionsAt,
    statements: [...new Map(calls.flatMap(declared).map((one) => [one.key, one])).values()],
    reachOf: (code) => {
      const found = known.get(keyOf(code));
      if (found) return found;
      const reach = {
        statements: new Map<string, Statement>(),
        methods: new Map<string, Method>(),
      };
      collect(code, new Set(), reach.statements, reach.methods);
      known.set(keyOf(code), reach);
      return reach;
    },
  };

  /** The statement that a call makes. */
  function declared(call: CallExpression): readonly Statement[] {
    const made = isVariableDeclaration(call.parent) ? statementAt(call.parent.name) : null;
    return made ? [made] : [];
  }
};
