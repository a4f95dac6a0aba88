import { engineCases } from '../engine.cases.ts';
import { connect } from './connect.ts';
import { connectDocker } from './docker.ts';
import { RUN_LABEL } from './labels.ts';
import { thisProcess } from './owner.ts';
import { thingsWith } from './things.ts';

const alive = thisProcess();
const reaper = { ...alive, machine: `engine-cases-${process.pid}` };
const owners = { alive, reaper, dead: { ...reaper, started: '1' } };
const { docker } = await connect();

engineCases('docker', {
  connect: ({ readyWithinMs, owner }) => connectDocker({ readyWithinMs, owner: owners[owner] }),
  left: async (run) => (await thingsWith(docker, `${RUN_LABEL}=${run}`)).map(({ name }) => name),
  removeImage: (reference) => docker.getImage(reference).remove(),
});
