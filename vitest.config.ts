import { defineConfig } from 'vitest/config';

/** Not `runs/`, in which recorded nights keep a clone. */
const SOURCES = '{harness,targets,reports,scripts}';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${SOURCES}/**/*.test.ts`],
          exclude: ['**/*.{docker,browser,serial,timing,long}.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'serial',
          include: [`${SOURCES}/**/*.serial.test.ts`],
          // They measure times, and know when other work disturbed them: one after the other.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'timing',
          include: [`${SOURCES}/**/*.timing.test.ts`],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // They measure time: nothing else may run beside them.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'long',
          include: [`${SOURCES}/**/*.long.test.ts`],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // One engine, as below. Too long for CI: RELIABILITY.md has the command and the last result.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: [`${SOURCES}/**/*.browser.test.ts`],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'docker',
          include: [`${SOURCES}/**/*.docker.test.ts`],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // One engine, two cores: deployments that run beside each other disturb each other.
          fileParallelism: false,
        },
      },
    ],
  },
});
