const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** @returns what is not alike in two JSON values, a line each: `budget.node.cpuCores: 0.1 before, 0.2 now`. */
export const differences = (
  before: unknown,
  now: unknown,
  path: readonly string[] = [],
): readonly string[] => {
  if (isObject(before) && isObject(now) && Array.isArray(before) === Array.isArray(now))
    return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((key) =>
      differences(before[key], now[key], [...path, key]),
    );
  return Object.is(before, now)
    ? []
    : [`${path.join('.')}: ${shown(before)} before, ${shown(now)} now`];
};
