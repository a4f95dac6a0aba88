import { node } from '../../targets/images/node.ts';
import type { ImageRecipe } from '../../targets/target.ts';
import type { ContainerPlan, DeploymentPlan } from '../model/plan.ts';

/** On `node`, with a folder that its user owns and that holds something already. */
export const WITH_DATA: ImageRecipe = {
  name: 'engine-case',
  from: node.name,
  dockerfile: [
    'USER root',
    'RUN install --directory --owner=node /data',
    'USER node',
    'COPY seed.txt /data/',
  ].join('\n'),
  context: () => Promise.resolve({ 'seed.txt': Buffer.from('seed') }),
};

/** Says `listening`, serves its name, and ends when asked to. */
export const SERVER = `
  const { SECRET = '' } = process.env;
  require('node:http')
    .createServer((request, response) => {
      if (request.url === '/end') process.exit(3);
      response.end('served by ' + require('node:os').hostname());
    })
    .listen(8080, () => console.log('listening', SECRET));`;

export const container = (name: string, changes: Partial<ContainerPlan> = {}): ContainerPlan => ({
  name,
  role: 'app',
  group: 'app',
  image: node.name,
  command: ['node', '--eval', SERVER],
  cpuCores: 0.2,
  memoryBytes: 128 * 1024 * 1024,
  environment: {},
  files: {},
  writable: {},
  publishPort: 8080,
  ready: { kind: 'log', text: 'listening' },
  ...changes,
});

export const planOf = (...stages: readonly (readonly ContainerPlan[])[]): DeploymentPlan => ({
  topology: 'case',
  scale: 1,
  stages,
  entry: { container: stages[0]?.[0]?.name ?? '', port: 8080 },
  cpuPeriodMicros: 20_000,
});
