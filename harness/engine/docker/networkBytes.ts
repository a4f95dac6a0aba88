import { readFile } from 'node:fs/promises';

export interface NetworkBytes {
  readonly networkInBytes: number;
  readonly networkOutBytes: number;
}

const HEADER_LINES = 2;

/** Pure: `eth0: bytes packets … (8 fields in, 8 out)` a line (proc_pid_net(5)); loopback left out. */
const parseNetDev = (text: string): NetworkBytes =>
  text
    .trim()
    .split('\n')
    .slice(HEADER_LINES)
    .map((line) => line.trim().split(/[\s:]+/))
    .filter(([name]) => name !== 'lo')
    .reduce(
      (sum, [, ...fields]) => ({
        networkInBytes: sum.networkInBytes + Number(fields[0]),
        networkOutBytes: sum.networkOutBytes + Number(fields[8]),
      }),
      { networkInBytes: 0, networkOutBytes: 0 },
    );

/** Of the network that a process is in. @param pid the container's first process */
export const readNetwork = async (pid: number): Promise<NetworkBytes> =>
  parseNetDev(await readFile(`/proc/${pid}/net/dev`, 'utf8'));
