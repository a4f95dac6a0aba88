/** One reading of HAProxy's statistics. */
export interface HaproxyReading {
  readonly backends: readonly {
    readonly backend: string;
    /** Requests that are with one of its servers or in a queue. */
    readonly current: number;
    readonly queued: number;
    /** Requests since the start. */
    readonly sessions: number;
    /** From a request's first byte to its answer's last: a sliding mean over `MEAN_OVER` requests. */
    readonly meanTimeMs: number;
  }[];
  readonly servers: readonly {
    readonly backend: string;
    readonly server: string;
    readonly current: number;
    /** Requests since the start. */
    readonly sessions: number;
  }[];
}

/** HAProxy's TIME_STATS_SAMPLES: each request moves the mean by a 512th of its difference from it. */
export const MEAN_OVER = 512;

/** Field `type` of a line (HAProxy's management guide, 9.1). */
const BACKEND = '1';
const SERVER = '2';
const FIELDS = ['pxname', 'svname', 'type', 'scur', 'qcur', 'stot', 'ttime'] as const;

/** Pure: `# pxname,svname,qcur,…` and a line for each frontend, backend and server. @throws where it is not that. */
export const parseHaproxyCsv = (text: string): HaproxyReading => {
  const [head = '', ...lines] = text.trim().split('\n');
  const names = head.replace(/^#\s*/, '').split(',');
  const missing = FIELDS.filter((field) => !names.includes(field));
  if (missing.length > 0)
    throw new Error(
      `this is no CSV of HAProxy's, it lacks ${missing.join(', ')}: ${head.slice(0, 80)}`,
    );
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return (field: (typeof FIELDS)[number]): string => cells[names.indexOf(field)] ?? '';
  });
  return {
    backends: rows
      .filter((row) => row('type') === BACKEND)
      .map((row) => ({
        backend: row('pxname'),
        current: Number(row('scur')),
        queued: Number(row('qcur')),
        sessions: Number(row('stot')),
        meanTimeMs: Number(row('ttime')),
      })),
    servers: rows
      .filter((row) => row('type') === SERVER)
      .map((row) => ({
        backend: row('pxname'),
        server: row('svname'),
        current: Number(row('scur')),
        sessions: Number(row('stot')),
      })),
  };
};
