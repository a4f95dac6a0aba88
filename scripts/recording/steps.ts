/** One night to record, and what the gate has to say about it. */
export interface Step {
  readonly what: string;
  readonly code: 'unchanged' | 'planted';
  readonly engine: 'this' | 'another';
  readonly exitCode: number;
}

const unchanged = (what: string, exitCode: number): Step => ({
  what,
  code: 'unchanged',
  engine: 'this',
  exitCode,
});

/** Fewer nights are no baseline. */
const BASELINE = 7;
const UNCHANGED = 5;

export const STEPS: readonly Step[] = [
  ...Array.from({ length: BASELINE }, () => unchanged('for a baseline', 4)),
  ...Array.from({ length: UNCHANGED }, () => unchanged('nothing has changed', 0)),
  {
    what: 'a fifth more CPU in products',
    code: 'planted',
    engine: 'this',
    exitCode: 1,
  },
  {
    what: 'the machine has another engine on another release of Debian',
    code: 'unchanged',
    engine: 'another',
    exitCode: 4,
  },
];
