export interface DiskBytes {
  readonly diskReadBytes: number;
  readonly diskWriteBytes: number;
}

const sumOf = (values: Iterable<number>): number =>
  [...values].reduce((sum, value) => sum + value, 0);

/** Pure, cgroup v1: `8:0 Read 4096` a line and device in `blkio.throttle.io_service_bytes`. */
export const parseServiceBytes = (text: string): DiskBytes => {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  const of = (operation: string): number =>
    sumOf(lines.filter((line) => line[1] === operation).map((line) => Number(line[2])));
  return { diskReadBytes: of('Read'), diskWriteBytes: of('Write') };
};

/** Pure, cgroup v2: `8:0 rbytes=4096 wbytes=0 rios=…` a line and device in `io.stat`. */
export const parseIoStat = (text: string): DiskBytes => {
  const of = (key: string): number =>
    sumOf(
      [...text.matchAll(new RegExp(`\\b${key}=(\\d+)`, 'g'))].map(([, bytes]) => Number(bytes)),
    );
  return { diskReadBytes: of('rbytes'), diskWriteBytes: of('wbytes') };
};
