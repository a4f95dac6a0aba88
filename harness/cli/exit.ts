import { CommanderError } from 'commander';
import { BudgetError } from '../../targets/budget.ts';
import { EngineError } from '../engine/engine.ts';
import { ExperimentError } from '../experiment/read.ts';
import { HistoryError } from '../history/line.ts';
import { LoadError } from '../load/agent.ts';
import { messageOf } from '../model/failure.ts';
import { JournalError } from '../trial/journalLine.ts';
import { RunFolderError } from '../trial/runFolder.ts';
import { StorageError } from '../trial/storage.ts';
import { UsageError } from './errors.ts';
import { InterruptedError } from './interrupt.ts';

/** What scripts can tell apart. */
export const EXIT = {
  fine: 0,
  failure: 1,
  usage: 2,
  invalid: 3,
  'insufficient history': 4,
  interrupted: 130,
} as const;

const USAGE = [UsageError, ExperimentError, BudgetError];
const INFRASTRUCTURE = [EngineError, HistoryError, StorageError];
const TOLD = [
  ...USAGE,
  ...INFRASTRUCTURE,
  LoadError,
  JournalError,
  RunFolderError,
  InterruptedError,
];

export const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof InterruptedError) return EXIT.interrupted;
  if (USAGE.some((kind) => error instanceof kind)) return EXIT.usage;
  if (INFRASTRUCTURE.some((kind) => error instanceof kind)) return EXIT.invalid;
  return EXIT.failure;
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;

/** A message for the mistakes and failures we foresee; a stack for those that are ours. */
export const tell = (error: unknown): void => {
  const foreseen = TOLD.some((kind) => error instanceof kind) || isSystemError(error);
  console.error(foreseen || !(error instanceof Error) ? messageOf(error) : error);
};
