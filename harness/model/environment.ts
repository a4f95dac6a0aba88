import type { Calibration } from './calibration.ts';

/** Where a run was measured; figures of unlike environments are not compared. */
export interface Environment {
  readonly plateauVersion: string;
  readonly commit: string | null;
  readonly nodeVersion: string;
  readonly platform: string;
  readonly cpuModel: string;
  readonly cpuCores: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly engine: { readonly name: string; readonly version: string };
  /** Image name → content hash of its inputs. */
  readonly images: Readonly<Record<string, string>>;
  /** Null in runs of a version that had none. */
  readonly calibration: Calibration | null;
}
