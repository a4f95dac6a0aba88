import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node } from '../../targets/images/node.ts';
import { container, planOf, SERVER, WITH_DATA } from './casePlans.ts';
import { type Deployment, type Engine, EngineError, type ImageIndex } from './engine.ts';

/** What a suite for all engines must be told of one. */
export interface EngineUnderTest {
  readonly connect: (options: {
    readonly readyWithinMs: number;
    /**
     * `dead` and `reaper` are on a machine of their own that nobody else reaps,
     * the one a process that is gone, the other this one.
     */
    readonly owner: 'alive' | 'dead' | 'reaper';
  }) => Promise<Engine>;
  /** All that the engine has of a run, by kind and name. */
  readonly left: (run: string) => Promise<readonly string[]>;
  readonly removeImage: (reference: string) => Promise<void>;
}

const scriptIn = (deployment: Deployment, name: string, script: string): Promise<string> =>
  deployment.exec(name, ['sh', '-c', script]).then((output) => output.trim());

/** What happens over the next `cpuSeconds` of CPU: awaited by what is used, not by the clock. */
const whileUsing = async (deployment: Deployment, cpuSeconds: number) => {
  const read = async () => (await deployment.usage())[0] ?? expect.fail('no reading');
  const before = await read();
  for (;;) {
    await delay(20);
    const now = await read();
    const used = now.cpuSeconds - before.cpuSeconds;
    if (used < cpuSeconds) continue;
    return {
      cores: used / ((now.atMs - before.atMs) / 1000),
      throttledPeriods: now.throttledPeriods - before.throttledPeriods,
    };
  }
};

/** One suite that every engine passes. */
export const engineCases = (
  name: string,
  { connect, left, removeImage }: EngineUnderTest,
): void => {
  describe(`the ${name} engine`, { timeout: 60_000 }, () => {
    const run = `cases-${randomUUID()}`;
    let engine: Engine;
    let images: ImageIndex;
    const options = (cell: string) => ({
      images,
      run: `${run}-${cell}`,
      cell,
      cpu: 'unclamped' as const,
    });

    beforeAll(async () => {
      engine = await connect({ readyWithinMs: 30_000, owner: 'alive' });
      images = await engine.prepareImages([WITH_DATA, node], () => {});
    }, 300_000);

    describe('a deployment', () => {
      let deployment: Deployment;

      beforeAll(async () => {
        const back = container('back', {
          image: 'engine-case',
          environment: { SECRET: { secret: 'shared' }, PLAIN: 'as it is' },
          files: { '/etc/case/a.conf': 'a = 1\n', '/etc/case/b.conf': 'b = 2\n' },
          writable: { '/data': 'volume', '/scratch': 'tmpfs' },
          ready: { kind: 'http', path: '/' },
        });
        const side = container('side', {
          environment: { SECRET: { secret: 'shared' }, OTHER: { secret: 'other' } },
          ready: { kind: 'exec', command: ['node', '--version'] },
        });
        // Ends at once where the first stage does not serve yet.
        const front = container('front', {
          command: ['node', '--eval', `fetch('http://back:8080').then(() => { ${SERVER} })`],
        });
        deployment = await engine.deploy(planOf([back, side], [front]), options('shared'));
      }, 60_000);

      afterAll(() => deployment[Symbol.asyncDispose]());

      it('answers at its entry, inside and outside, by the names of its containers', async () => {
        expect(await (await fetch(deployment.entryUrl)).text()).toBe('served by back');
        expect(deployment.internalUrl).toBe('http://back:8080');
        const inside = `node -e "fetch('http://back:8080').then((got) => got.text()).then(console.log)"`;
        expect(await scriptIn(deployment, 'side', inside)).toBe('served by back');
      });

      it('publishes ports on 127.0.0.1 and on no other address', async () => {
        const url = new URL(deployment.publishedUrl('front'));
        expect(url.hostname).toBe('127.0.0.1');
        expect((await fetch(url)).status).toBe(200);
        url.hostname = '127.0.0.2';
        await expect(fetch(url)).rejects.toThrow('fetch failed');
      });

      it('runs without privileges on a read-only root', async () => {
        const status = await scriptIn(deployment, 'back', 'cat /proc/self/status');
        expect(status).toMatch(/^CapEff:\s+0+$/m);
        expect(status).toMatch(/^CapBnd:\s+0+$/m);
        expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
        expect(status).toMatch(/^Uid:\s+[1-9]/m);
        await expect(scriptIn(deployment, 'back', 'touch /app/x')).rejects.toThrow(/Read-only/);
      });

      it('has its files, which it cannot change, and can write where the plan says', async () => {
        expect(await scriptIn(deployment, 'back', 'cat /etc/case/*')).toBe('a = 1\nb = 2');
        await expect(scriptIn(deployment, 'back', 'echo >> /etc/case/a.conf')).rejects.toThrow(
          EngineError,
        );
        const writes =
          'for f in /tmp /scratch /data; do echo $f > $f/new && cat $f/new; done; cat /data/seed.txt';
        expect(await scriptIn(deployment, 'back', writes)).toBe('/tmp\n/scratch\n/data\nseed');
      });

      it('shares a secret between its containers, and has another for another name', async () => {
        const secret = await scriptIn(deployment, 'back', 'echo $SECRET');
        expect(secret.length).toBeGreaterThanOrEqual(32);
        expect(await scriptIn(deployment, 'side', 'echo $SECRET')).toBe(secret);
        expect(await scriptIn(deployment, 'side', 'echo $OTHER')).not.toBe(secret);
        expect(await scriptIn(deployment, 'back', 'echo $PLAIN')).toBe('as it is');
      });

      it('keeps secrets out of logs and errors', async () => {
        const secret = await scriptIn(deployment, 'back', 'echo $SECRET');
        expect(await deployment.logs('back', 10)).toBe('listening <secret shared>\n');
        const failing = scriptIn(deployment, 'back', 'echo $SECRET >&2; exit 4');
        await expect(failing).rejects.toThrow(/back ended with code 4: <secret shared>/);
        await expect(failing).rejects.not.toThrow(secret);
      });

      it('tells the last lines of a log', async () => {
        expect(await deployment.logs('front', 1)).toBe('listening \n');
      });

      it('names a container that it does not have', async () => {
        expect(() => deployment.publishedUrl('nobody')).toThrow(/no container nobody/);
        await expect(deployment.exec('nobody', ['true'])).rejects.toThrow(EngineError);
      });

      it('has states that stay as they are while nothing happens', async () => {
        const states = await deployment.states();
        expect(states.map((state) => state.container).sort()).toEqual(['back', 'front', 'side']);
        expect(states.every(({ running, restarts }) => running && restarts === 0)).toBe(true);
        expect(await deployment.states()).toEqual(states);
      });

      it('reads usage of every container', async () => {
        const readings = await deployment.usage();
        expect(readings.map((reading) => reading.container).sort()).toEqual([
          'back',
          'front',
          'side',
        ]);
        for (const reading of readings) {
          expect(reading.cpuSeconds).toBeGreaterThan(0);
          expect(reading.memoryBytes).toBeGreaterThan(1024 * 1024);
          expect(reading.memoryBytes).toBeLessThan(128 * 1024 * 1024);
        }
      });
    });

    it('limits CPU when clamped, lifts it, and can be clamped from the start', async () => {
      const busy = container('busy', {
        cpuCores: 0.1,
        command: [
          'node',
          '--eval',
          `${SERVER}; setInterval(() => { for (let n = 0; n < 1e7; n += 1); }, 0)`,
        ],
        ready: { kind: 'log', text: 'listening' },
      });
      await using deployment = await engine.deploy(planOf([busy]), {
        ...options('clamp'),
        cpu: 'clamped',
      });
      const held = async () => {
        const { cores, throttledPeriods } = await whileUsing(deployment, 0.05);
        expect(cores).toBeLessThan(0.15);
        expect(throttledPeriods).toBeGreaterThan(0);
      };
      await held();
      await deployment.clamp('unclamped');
      // Not by its cores: a busy machine may leave it no more than the limit did.
      expect((await whileUsing(deployment, 0.3)).throttledPeriods).toBe(0);
      await deployment.clamp('clamped');
      await held();
    });

    it('makes other secrets for another deployment', async () => {
      const plan = planOf([container('one', { environment: { SECRET: { secret: 'shared' } } })]);
      await using first = await engine.deploy(plan, options('first'));
      await using second = await engine.deploy(plan, options('second'));
      expect(await scriptIn(second, 'one', 'echo $SECRET')).not.toBe(
        await scriptIn(first, 'one', 'echo $SECRET'),
      );
    });

    it('tells a container that died, and gives no usage of it', async () => {
      await using deployment = await engine.deploy(planOf([container('mortal')]), options('death'));
      await expect(fetch(`${deployment.entryUrl}/end`)).rejects.toThrow('fetch failed');
      await expect
        .poll(async () => (await deployment.states())[0]?.running, { timeout: 10_000 })
        .toBe(false);
      await expect(deployment.usage()).rejects.toThrow(/mortal is not running/);
    });

    it('removes all it made, once and for all', async () => {
      const plan = planOf([container('gone', { writable: { '/data': 'volume' } })]);
      const deployment = await engine.deploy(plan, options('dispose'));
      expect((await left(`${run}-dispose`)).length).toBeGreaterThanOrEqual(3);
      await deployment[Symbol.asyncDispose]();
      expect(await left(`${run}-dispose`)).toEqual([]);
      await deployment[Symbol.asyncDispose]();
    });

    it('fails where a container is not ready in time, says why, and leaves nothing', async () => {
      const hasty = await connect({ readyWithinMs: 1500, owner: 'alive' });
      const mute = container('mute', {
        environment: { SECRET: { secret: 'shared' } },
        ready: { kind: 'log', text: 'never said' },
      });
      const failure = hasty.deploy(planOf([container('fine'), mute]), options('mute'));
      await expect(failure).rejects.toThrow(EngineError);
      await expect(failure).rejects.toThrow(
        'mute was not ready after 1.5 s while awaiting "never said" in its log. ' +
          'Its last lines:\nlistening <secret shared>',
      );
      expect(await left(`${run}-mute`)).toEqual([]);
    });

    it('fails at once where a container ends before it is ready, and leaves nothing', async () => {
      const dying = container('dying', {
        command: ['sh', '-c', 'echo no database; exit 7'],
        ready: { kind: 'http', path: '/' },
      });
      const failure = engine.deploy(planOf([dying]), options('dying'));
      await expect(failure).rejects.toThrow(
        'dying ended with code 7 while awaiting an answer to GET /. Its last lines:\nno database',
      );
      expect(await left(`${run}-dying`)).toEqual([]);
    });

    // A network, three containers and three volumes are to be made.
    it.each([1, 7])('called off once %i of 7 things are made, leaves none', async (count) => {
      const off = new AbortController();
      const mute = ['a', 'b', 'c'].map((name) =>
        container(name, {
          writable: { '/data': 'volume' },
          ready: { kind: 'log', text: 'never said' },
        }),
      );
      const cell = `abort-${count}`;
      const deploying = engine.deploy(planOf(mute), { ...options(cell), signal: off.signal });
      const refused = expect(deploying).rejects.toThrow('called off');
      await expect
        .poll(async () => (await left(`${run}-${cell}`)).length, { timeout: 20_000 })
        .toBeGreaterThanOrEqual(count);
      off.abort(new Error('called off'));
      await refused;
      expect(await left(`${run}-${cell}`)).toEqual([]);
    });

    it("removes a dead owner's things, and not a live one's", async () => {
      const dead = await connect({ readyWithinMs: 30_000, owner: 'dead' });
      const reaper = await connect({ readyWithinMs: 30_000, owner: 'reaper' });
      const plan = planOf([container('orphan', { writable: { '/data': 'volume' } })]);
      await using living = await reaper.deploy(plan, options('living'));
      await using orphan = await dead.deploy(plan, options('orphan'));
      const things = await left(`${run}-orphan`);
      const wouldGo = await reaper.reap({ dryRun: true });
      expect(wouldGo.every((line) => line.includes(`${run}-orphan`))).toBe(true);
      expect(wouldGo).toHaveLength(things.length);
      expect(await left(`${run}-orphan`)).toEqual(things);
      await reaper.reap({ dryRun: false });
      expect(await left(`${run}-orphan`)).toEqual([]);
      expect((await fetch(living.entryUrl)).status).toBe(200);
      await orphan[Symbol.asyncDispose]();
    });

    it('finds an image whose inputs are unchanged, and builds one whose inputs changed', async () => {
      const lines: string[] = [];
      const tell = (line: string) => lines.push(line);
      expect(await engine.prepareImages([node, WITH_DATA], tell)).toEqual(images);
      expect(lines).toEqual([]);
      const content = Buffer.from(run);
      const changed = { ...WITH_DATA, context: () => Promise.resolve({ 'seed.txt': content }) };
      const rebuilt = await engine.prepareImages([node, changed], tell);
      expect(rebuilt['engine-case']?.hash).not.toBe(images['engine-case']?.hash);
      await removeImage(rebuilt['engine-case']?.reference ?? '');
      expect(lines[0]).toBe('image engine-case: building');
    });

    it('knows which images are still there', async () => {
      for (const { reference } of Object.values(images))
        expect(await engine.hasImage(reference)).toBe(true);
      expect(await engine.hasImage('plateau/never-made:000000000000')).toBe(false);
    });

    it('tells the last lines of a build that fails', async () => {
      const broken = { ...WITH_DATA, dockerfile: 'RUN echo almost; exit 9' };
      await expect(engine.prepareImages([node, broken], () => {})).rejects.toThrow(
        /build the image engine-case: .*code: 9[^]*almost/,
      );
    });

    it('names the image whose context cannot be made', async () => {
      const torn = { ...WITH_DATA, context: () => Promise.reject(new Error('no such entry')) };
      const failure = engine.prepareImages([node, torn], () => {});
      await expect(failure).rejects.toThrow(EngineError);
      await expect(failure).rejects.toThrow(/engine-case .*no such entry/);
    });

    it('names an image that a plan wants and nobody prepared', async () => {
      const lost = planOf([container('lost', { image: 'nowhere' })]);
      await expect(engine.deploy(lost, options('lost'))).rejects.toThrow(
        /lost wants the image nowhere/,
      );
      expect(await left(`${run}-lost`)).toEqual([]);
    });
  });
};
