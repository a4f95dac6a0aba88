/** A reason as part of a sentence that brings its own full stop. */
export const clause = (reason: string): string => reason.trim().replace(/\.$/, '');
