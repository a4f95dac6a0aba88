import { randomUUID } from 'node:crypto';
import Docker from 'dockerode';
import { describe, expect, it } from 'vitest';
import { node } from '../../targets/images/node.ts';
import { container, planOf } from '../engine/casePlans.ts';
import { connectDocker } from '../engine/docker/docker.ts';
import { RUN_LABEL } from '../engine/docker/labels.ts';
import { thisProcess } from '../engine/docker/owner.ts';
import { thingsWith } from '../engine/docker/things.ts';
import { messageOf } from '../model/failure.ts';
import { clean } from './clean.ts';
import { EXIT, exitCodeOf } from './exit.ts';

const docker = new Docker();

describe('plateau clean', () => {
  it('removes the rest where Docker keeps one thing, names that with its remedy and ends with 3', async () => {
    const run = `clean-${randomUUID()}`;
    // On a machine of its own: nothing else on the engine concerns it.
    const alive = { ...thisProcess(), machine: run };
    const dead = await connectDocker({ owner: { ...alive, started: '1' } });
    const images = await dead.prepareImages([node], () => {});
    const plan = planOf([container('one', { writable: { '/data': 'volume' } })]);
    await dead.deploy(plan, { images, run, cell: 'case', cpu: 'unclamped' });
    const left = async () =>
      (await thingsWith(docker, `${RUN_LABEL}=${run}`)).map(({ kind }) => kind);
    const [network] = await docker.listNetworks({ filters: { label: [`${RUN_LABEL}=${run}`] } });
    // Another's container in it: Docker keeps the network.
    const bystander = await docker.createContainer({
      Image: images[node.name]?.reference ?? '',
      Cmd: ['sleep', '60'],
      HostConfig: { NetworkMode: network?.Name ?? '' },
    });
    const lines: string[] = [];
    const engine = await connectDocker({ owner: alive });
    try {
      await bystander.start();
      const error = await clean(engine, false, (line) => lines.push(line)).catch(
        (reason: unknown) => reason,
      );
      expect(exitCodeOf(error)).toBe(EXIT.invalid);
      expect(messageOf(error)).toContain(`Still there: network ${network?.Name} of run ${run}`);
      expect(messageOf(error)).toContain('docker network disconnect --force');
      expect(lines.map((line) => line.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
        'removed container',
        'removed volume',
      ]);
      expect(await left()).toEqual(['network']);
      expect((await bystander.inspect()).State.Running).toBe(true);
    } finally {
      await bystander.remove({ force: true });
      await clean(engine, false, () => {});
    }
    expect(await left()).toEqual([]);
  });
});
