/** What a container is there for; budgets, utilisation and limiters are told by role. */
export type Role = 'app' | 'balancer' | 'database' | 'generator';

/** A value the engine makes up at random for each deployment; it never enters a plan, journal or report. */
export interface Secret {
  readonly secret: string;
}

export type EnvironmentValue = string | Secret;

/** How the engine knows that a container serves. */
export type Readiness =
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'exec'; readonly command: readonly string[] }
  | { readonly kind: 'http'; readonly path: string };

export interface ContainerPlan {
  /** Unique within the plan, and the name other containers reach it by: `app-1`, `products-2`, `db-orders`. */
  readonly name: string;
  readonly role: Role;
  /** The replicas of one thing share a group: `shop`, `products`, `db-orders`, `balancer`. */
  readonly group: string;
  /** Name of one of the target's images. */
  readonly image: string;
  readonly command?: readonly string[];
  readonly cpuCores: number;
  readonly memoryBytes: number;
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
  /** Read-only configuration files, absolute path in the container → content. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths that must be writable; `volume` is a disk volume, `tmpfs` memory. The root file system is read-only. */
  readonly writable: Readonly<Record<string, 'volume' | 'tmpfs'>>;
  /** Container port to publish on a free port of 127.0.0.1. */
  readonly publishPort?: number;
  readonly ready: Readiness;
}

/** Everything one cell deploys. Containers of one stage start together, the stages in order. */
export interface DeploymentPlan {
  readonly topology: string;
  readonly scale: number;
  readonly stages: readonly (readonly ContainerPlan[])[];
  /** The container and port that clients talk to. */
  readonly entry: { readonly container: string; readonly port: number };
  /** One CFS period for all containers, so that all are throttled alike. */
  readonly cpuPeriodMicros: number;
}

export const containersOf = (plan: DeploymentPlan): readonly ContainerPlan[] => plan.stages.flat();

/** The plan with each of its containers as `change` would have it. */
export const mapContainers = (
  plan: DeploymentPlan,
  change: (container: ContainerPlan) => ContainerPlan,
): DeploymentPlan => ({ ...plan, stages: plan.stages.map((stage) => stage.map(change)) });

export const cpuCoresOf = (plan: DeploymentPlan, role: Role): number =>
  containersOf(plan)
    .filter((container) => container.role === role)
    .reduce((sum, container) => sum + container.cpuCores, 0);

/** Application, balancer and database cores: what the topology costs. The generator is not bought. */
export const provisionedCpuCores = (plan: DeploymentPlan): number =>
  cpuCoresOf(plan, 'app') + cpuCoresOf(plan, 'balancer') + cpuCoresOf(plan, 'database');
