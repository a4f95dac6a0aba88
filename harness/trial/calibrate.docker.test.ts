import { beforeAll, describe, expect, it } from 'vitest';
import { node } from '../../targets/images/node.ts';
import { connectDocker } from '../engine/docker/docker.ts';
import { profileExperiment } from '../experiment/read.ts';
import { agentImage } from '../load/image.ts';
import type { Calibration } from '../model/calibration.ts';
import { calibrate } from './calibrate.ts';

describe('the calibration of the load generator', () => {
  let calibration: Calibration;
  beforeAll(async () => {
    const engine = await connectDocker();
    const images = await engine.prepareImages([node, agentImage], () => {});
    const { budget } = profileExperiment('quick');
    const { signal } = new AbortController();
    calibration = await calibrate(engine, images, budget, 'calibration-test', signal);
  });

  it('sees every request of the open model, and the delay as the server measured it', () => {
    const { samples, offeredPerSecond, responseP50Ms, serverP50Ms } = calibration;
    expect(samples).toBe(offeredPerSecond * 3);
    expect(serverP50Ms).toBeGreaterThanOrEqual(49);
    expect(responseP50Ms / serverP50Ms).toBeGreaterThan(0.98);
    expect(responseP50Ms / serverP50Ms).toBeLessThan(1.05);
  });

  it('tells how much the generator can do within its CPU', () => {
    expect(calibration.headroomPerSecond).toBeGreaterThan(1_000);
  });
});
