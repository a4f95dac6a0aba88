/** What cutting the code apart changed in it. */
export const codeChange = {
  title: 'What the split changed in the code',
  explanation: (countedBy: string): string =>
    `Facts beside the effort that was stated, counted from the target’s source code by “${countedBy}”. Transactions are public requests that write in several components, joins those that only read, in several (who is asking is not counted as read); in one process with one database each would be one transaction and one query.`,
  what: 'In place of',
  count: 'Count',
  where: 'Where',
  calls: 'plain calls: places in one component that call another',
  transactions: 'a transaction: requests that write in several components, made safe to repeat',
  settlers: 'the same: loops that settle or pass on what no transaction holds together',
  joins: 'joins: requests that read in several components, put together from calls',
  foreignKeys: 'foreign keys: columns that name rows of another component, unchecked',
  transaction: (operation: string, writesIn: readonly string[], steps: readonly string[]): string =>
    `${operation} (${writesIn.join(' + ')}, by ${steps.join(', ')})`,
  within: (name: string, components: readonly string[]): string =>
    `${name} (${components.join(' + ')})`,
};
