import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{harness,targets,reports,scripts}/**/*.test.ts'],
          exclude: ['**/*.{docker,browser,timing}.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'timing',
          include: ['harness/**/*.timing.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // They measure time: nothing else may run beside them.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'docker',
          include: ['**/*.docker.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // One engine, two cores: deployments that run beside each other disturb each other.
          fileParallelism: false,
        },
      },
    ],
  },
});
