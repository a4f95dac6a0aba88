/** What a tool wrote, as part of a sentence that brings its own full stop. */
export const clause = (sentence: string): string => sentence.trim().replace(/\.$/, '');
