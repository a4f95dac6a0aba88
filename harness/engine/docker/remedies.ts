/** What Docker says of troubles that its user can end → how. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /address pools? .*(fully subnetted|full)|non-overlapping IPv4 address pool/i,
    'All of its address pools are in use: `plateau clean` removes what dead runs left, `docker network ls` shows all, and `default-address-pools` in daemon.json makes room for more',
  ],
  [
    /port is already allocated|address already in use|no available (host )?port/i,
    'Another process has the port, or none is free: see `ss -ltnp`, end what holds it, and go on with --resume',
  ],
  [
    /has active endpoints/i,
    'Something else has joined it, or Docker forgot that all have left: `docker network inspect` names whom to disconnect (`docker network disconnect --force`); where it names nobody, a restart of the daemon frees it',
  ],
  [/no space left on device/i, 'Its disk is full: `docker system df` says by what'],
  [
    /no such image/i,
    'The image was removed since the run began: go on with --resume, which builds it again',
  ],
  [/EMFILE|ENFILE/, 'This process may open no more files: raise the limit (ulimit -n)'],
  [
    /ECONNREFUSED|ENOENT|ECONNRESET|EPIPE|socket hang up/,
    'The daemon went away: see its log, and start it again with scripts/docker-up',
  ],
];

/** @returns `. What to do.`, or nothing where that is not known. */
export const remedyFor = (reason: string): string => {
  const found = REMEDIES.find(([words]) => words.test(reason));
  return found ? `. ${found[1]}.` : '';
};
