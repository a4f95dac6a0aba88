/** @returns an error's message with those of its causes, for a reader who has no stack. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors : [];
  const causes = [...inner, ...(error.cause === undefined ? [] : [error.cause])].map(messageOf);
  return [error.message || error.name, ...causes.filter((cause) => cause !== error.message)].join(
    ': ',
  );
};
