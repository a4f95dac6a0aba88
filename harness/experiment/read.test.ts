import { describe, expect, it } from 'vitest';
import { ExperimentError, profileExperiment, readExperiment } from './read.ts';

const mistakesIn = (text: string): string => {
  try {
    readExperiment(text, 'shop.yaml', 'quick');
  } catch (error) {
    if (error instanceof ExperimentError) return error.message;
    throw error;
  }
  throw new Error('the file was accepted');
};

describe('an experiment file', () => {
  it('replaces single settings of its profile', () => {
    const experiment = readExperiment('database: { cpu: 0.4 }\ntrials: 7\n', 'shop.yaml', 'quick');
    const profile = profileExperiment('quick');
    expect(experiment.trials).toBe(7);
    expect(experiment.budget.database).toEqual({ ...profile.budget.database, cpuCores: 0.4 });
    expect(experiment.topologies).toEqual(profile.topologies);
  });

  it('names the only topologies to measure', () => {
    const { topologies } = readExperiment('topologies: { cluster: [2] }', 'shop.yaml', 'quick');
    expect(topologies).toEqual([{ topology: 'cluster', scales: [2] }]);
  });

  it('may be empty: then it is the profile', () => {
    expect(readExperiment('', 'shop.yaml', 'quick')).toEqual(profileExperiment('quick'));
  });

  it('reports every mistake at once, each with its place and what was meant', () => {
    const lines = mistakesIn(
      'trails: 5\nnode:\n  cpu: much\n  memory: 256\nseed: -1\ntiming: { measure: 5 parsecs }\n',
    ).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines).toContainEqual(expect.stringMatching(/^shop\.yaml:1:1: .*did you mean `trials`/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^shop\.yaml:3:8: `node\.cpu` expected a number/),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^shop\.yaml:4:11: .*with a unit, such as 256MiB/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^shop\.yaml:5:7: `seed`/));
    expect(lines).toContainEqual(expect.stringMatching(/^shop\.yaml:6:20: .*such as 5s/));
  });

  it('gives the place of a YAML mistake', () => {
    expect(mistakesIn('a: [1, 2\nb: 3')).toMatch(/^shop\.yaml:\d+:\d+: /);
  });

  it('must be a map', () => {
    expect(mistakesIn('- 1\n- 2')).toMatch(/shop\.yaml:1:1: an experiment is a map/);
  });

  it('refuses sizes that make no sense', () => {
    expect(mistakesIn('node: { memory: 1MiB }')).toMatch(/under the least that makes sense, 16MiB/);
  });
});

describe('prices, growth and migration', () => {
  it('are assumed as long as nobody states them, each by its own', () => {
    const { economics } = readExperiment('prices: { coreHour: 0.1 }', 'x.yaml', 'quick');
    expect(economics.prices.perCoreHour).toBe(0.1);
    expect(economics.prices.assumed).not.toContain('coreHour');
    expect(economics.prices.assumed).toContain('operationsHours');
    expect(economics).toMatchObject({ growth: null, migration: null });
  });

  it('are read where they are stated, with the usual headroom and horizon', () => {
    const { economics } = readExperiment(
      'growth: { peak: 200, perMonth: 0.04, low: 0.02, high: 0.07 }\nmigration: { legacyDays: 400, newSystemDays: 60, dayRate: 700 }',
      'x.yaml',
      'quick',
    );
    expect(economics.growth).toMatchObject({ peakPerSecond: 200, headroom: 0.3 });
    expect(economics.migration).toMatchObject({ legacyPersonDays: 400, horizonMonths: 36 });
  });

  it('say what is wrong with them', () => {
    expect(() => readExperiment('growth: { peek: 200 }', 'x.yaml', 'quick')).toThrow(
      /did you mean `peak`/,
    );
    expect(() => readExperiment('prices: { coreHour: -1 }', 'x.yaml', 'quick')).toThrow(
      /`prices.coreHour`/,
    );
  });
});
