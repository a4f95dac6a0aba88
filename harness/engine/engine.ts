import type { DeploymentPlan } from '../model/plan.ts';
import type { TransferBytes } from '../model/usage.ts';
import type { ImageRecipe } from '../../targets/target.ts';

/** Something that runs plans: Docker today. Every engine passes `engine.cases.ts`. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** The machine that containers run on, which need not be this one. */
  readonly host: EngineHost;
  /** Builds what is missing. @returns recipe name → content hash. @throws {EngineError} */
  readonly prepareImages: (
    recipes: readonly ImageRecipe[],
    progress: (line: string) => void,
    signal?: AbortSignal,
  ) => Promise<ImageIndex>;
  /** Whether containers can still start from an image that was prepared once, maybe by another commit. */
  readonly hasImage: (reference: string) => Promise<boolean>;
  /**
   * Starts a plan and waits until all of it is ready; removes what it made where that fails.
   * @throws {EngineError} that names the container, what was awaited and its last log lines.
   */
  readonly deploy: (plan: DeploymentPlan, options: DeployOptions) => Promise<Deployment>;
  /** Waits for an engine that restarts. @throws {EngineError} with the remedy where it stays away. */
  readonly answers: (signal: AbortSignal) => Promise<void>;
  /** Takes the engine for one run, until that is disposed of. @throws {EngineBusyError} where another has it. */
  readonly occupy: (run: string) => Promise<AsyncDisposable>;
  /**
   * Removes what provably dead owners left. @returns what was removed (or would be).
   * @throws {ReapError} where some of it stays.
   */
  readonly reap: (options: { readonly dryRun: boolean }) => Promise<readonly string[]>;
}

export interface EngineHost {
  readonly cpuCores: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly operatingSystem: string;
}

/** Recipe name → image reference that containers start from, and the hash of its inputs. */
export type ImageIndex = Readonly<
  Record<string, { readonly reference: string; readonly hash: string }>
>;

export interface DeployOptions {
  readonly images: ImageIndex;
  readonly run: string;
  readonly cell: string;
  /** Limits of CPU apply from the start (`clamped`) or only once `clamp` is called. */
  readonly cpu: 'clamped' | 'unclamped';
  readonly signal?: AbortSignal;
}

/** A running plan. Disposing it removes its containers, network and volumes. */
export interface Deployment extends AsyncDisposable {
  readonly plan: DeploymentPlan;
  /** Where clients outside the deployment reach the entry: `http://127.0.0.1:49153`. */
  readonly entryUrl: string;
  /** Where clients inside the deployment's network reach the entry: `http://balancer:8080`. */
  readonly internalUrl: string;
  /** Address on 127.0.0.1 of a container that publishes a port. @throws {EngineError} */
  readonly publishedUrl: (container: string) => string;
  /** Sets every container's CPU limit to its plan's, or lifts it. */
  readonly clamp: (cpu: 'clamped' | 'unclamped') => Promise<void>;
  /** @returns standard output. @throws {EngineError} with standard error where the exit code is not 0. */
  readonly exec: (container: string, command: readonly string[]) => Promise<string>;
  readonly usage: () => Promise<readonly UsageReading[]>;
  /** Identity of each container's run: it changes when one restarts, dies or is killed for memory. */
  readonly states: () => Promise<readonly ContainerState[]>;
  readonly logs: (container: string, lines: number) => Promise<string>;
}

/** Counters since the container's start; two readings make a `ContainerUsage`. */
export interface UsageReading {
  readonly container: string;
  /** Monotonic within one engine, in ms; the moment of this reading. */
  readonly atMs: number;
  readonly cpuSeconds: number;
  readonly periods: number;
  readonly throttledPeriods: number;
  readonly memoryBytes: number;
  /** Null where the engine doesn't tell. */
  readonly transfer: TransferBytes | null;
}

export interface ContainerState {
  readonly container: string;
  /** False where it is paused. */
  readonly running: boolean;
  readonly paused: boolean;
  /** Null while it lives. */
  readonly exitCode: number | null;
  readonly startedAt: string;
  readonly restarts: number;
  readonly oomKilled: boolean;
  /** Processes of it that were killed for memory, children included; null where that can't be read. */
  readonly memoryKills: number | null;
}

/** The engine, or something it was asked to run, failed. The message names it and the remedy. */
export class EngineError extends Error {
  override readonly name: string = 'EngineError';
}

/** Some of what dead owners left can't be removed; the message names it and the remedy. */
export class ReapError extends EngineError {
  override readonly name = 'ReapError';
  /** What could be. */
  readonly removed: readonly string[];

  constructor(message: string, removed: readonly string[], options: ErrorOptions) {
    super(message, options);
    this.removed = removed;
  }
}

/** Another run is measured on the engine; the message names it and its process. */
export class EngineBusyError extends EngineError {
  override readonly name = 'EngineBusyError';
}
