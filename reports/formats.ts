/** What a report can be written as. */
export const FORMATS = ['html', 'pdf', 'md', 'csv', 'json', 'charts'] as const;

export type Format = (typeof FORMATS)[number];
