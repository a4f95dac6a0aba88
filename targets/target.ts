import type { Budget } from '../harness/model/budget.ts';
import type { CodeChange } from '../harness/model/codeChange.ts';
import type { LoadResult } from '../harness/model/load.ts';
import type { DeploymentPlan } from '../harness/model/plan.ts';
import type { Invalidity } from '../harness/model/trial.ts';
import type { Scenario } from './scenario.ts';

/** What anything deployable says of itself. The harness knows a system under test by this alone. */
export interface Target {
  readonly name: string;
  readonly images: readonly ImageRecipe[];
  readonly topologies: Readonly<Record<string, Topology>>;
  readonly scenarios: Readonly<Record<string, Scenario>>;
  readonly data: TargetData;
  /** Where a deployment tells of itself, beside what the engine counts. Pure. */
  readonly observables: (plan: DeploymentPlan) => Observables;
  /** Where its CPU time goes can be asked too; null where it can't. */
  readonly profiling: Profiling | null;
  /** What its splits changed in its code; absent where its sources are not at hand. */
  readonly codeChange?: CodeChange;
}

/** How a deployment is profiled. */
export interface Profiling {
  /** The plan with its profilers at hand, which cost CPU: for a deployment that is not measured. Pure. */
  readonly plan: (plan: DeploymentPlan) => DeploymentPlan;
  /** Application processes. Pure. */
  readonly processes: (plan: DeploymentPlan) => readonly ProfiledProcess[];
  /** Component → how the paths of its modules go on from the checkout's root: `targets/shop/components/orders/`. */
  readonly components: Readonly<Record<string, string>>;
}

/** A process whose profiler is started and stopped by GET. */
export interface ProfiledProcess {
  readonly container: string;
  readonly startUrl: string;
  /** Answers with a `CpuProfile` as JSON. */
  readonly stopUrl: string;
  /** Prints the source map of the file that its modules were bundled into. */
  readonly sourceMap: ContainerCommand;
}

/** V8's CPU profile (`.cpuprofile`): a tree of frames, without the sequence of its samples. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    /** Line and column from 0. */
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
    /** Samples that ended in this frame. */
    readonly hitCount?: number;
    readonly children?: readonly number[];
  }[];
}

/** An HTTP address on the deployment's network at which a container tells of itself. */
export interface Endpoint {
  readonly container: string;
  readonly url: string;
}

/** What can be asked while a deployment is under load; empty lists and null where there is nothing. */
export interface Observables {
  /** Application processes that answer with `NodeCounters` as JSON. */
  readonly nodes: readonly Endpoint[];
  /** HAProxy's statistics as CSV. */
  readonly balancer: Endpoint | null;
  /** PostgreSQL servers: `psql` and its options, as a role that sees all sessions; ` --command` is appended. */
  readonly databases: readonly ContainerCommand[];
}

/** Counters of an application process since its start; the reader takes two and subtracts. */
export interface NodeCounters {
  readonly eventLoop: { readonly activeMs: number; readonly idleMs: number };
  readonly pools: readonly {
    readonly host: string;
    readonly size: number;
    /** Connections taken from the pool, those that had to be waited for, and for how long in all. */
    readonly checkouts: number;
    readonly waits: number;
    readonly waitMs: number;
  }[];
}

/** Processors that images are built for, by Node's names. */
export type Architecture = 'x64' | 'arm64';

/**
 * An image by its build context. Its tag is the hash of recipe, context and base,
 * so an image whose inputs are unchanged is found, not built.
 */
export interface ImageRecipe {
  readonly name: string;
  /** Dockerfile instructions without `FROM`, which the engine puts before them. */
  readonly dockerfile: string;
  /** Name of the recipe this one builds on; absent for one that stands on the common Debian base. */
  readonly from?: string;
  /** Bundles entry points and reads files: path in the context → content. */
  readonly context: (architecture: Architecture) => Promise<Readonly<Record<string, Uint8Array>>>;
  /**
   * What decides the context's content, hashed in its stead: a pinned integrity where the content is
   * too large to be read on every run, or the sources of what takes long to make.
   */
  readonly fingerprint?: (architecture: Architecture) => string | Promise<string>;
}

/** A placement of the target's parts, and how it grows. */
export interface Topology {
  readonly name: string;
  /** One line for help and reports. */
  readonly summary: string;
  readonly minimumScale: number;
  readonly maximumScale: number;
  /**
   * Pure. @throws {BudgetError} where the parts do not fit the budget at this scale.
   */
  readonly plan: (scale: number, budget: Budget) => DeploymentPlan;
}

/** A command in a container of the plan; its standard output is what counts. */
export interface ContainerCommand {
  readonly container: string;
  readonly command: readonly string[];
}

/** How a deployment's data is put back and audited. The commands of one list run in parallel. */
export interface TargetData {
  /** Puts every database back to the seed data. */
  readonly restore: (plan: DeploymentPlan) => readonly ContainerCommand[];
  /** True output of a command once nothing is under way any more (queues drained, reservations settled). */
  readonly settled: {
    readonly commands: (plan: DeploymentPlan) => readonly ContainerCommand[];
    readonly holds: (outputs: readonly string[]) => boolean;
    readonly withinSeconds: number;
  };
  /** Reads what reconciliation needs. */
  readonly audit: (plan: DeploymentPlan) => readonly ContainerCommand[];
  /** Pure: what does not add up between the data and what the load agent was told. */
  readonly reconcile: (outputs: readonly string[], load: LoadResult) => readonly Invalidity[];
}
