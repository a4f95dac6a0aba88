import type { Calibration } from '../../harness/model/calibration.ts';
import type { Cell, Table } from '../document.ts';
import { numberCell, type NumberFormat, percent, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';

/** The load generator against a server that measures its own delay. */
export function calibrationTable(calibration: Calibration, text: Text): Table {
  const words = text.method.calibrationTable;
  const row = (what: string, value: number | null, format: NumberFormat): readonly Cell[] => [
    { text: what },
    numberCell(value, format, words.notRead),
  ];
  return {
    id: 'calibration',
    title: words.title,
    explanation: words.explanation(whole(calibration.offeredPerSecond), whole(calibration.samples)),
    columns: [
      { title: text.method.item, align: 'left' },
      { title: text.method.value, align: 'right' },
    ],
    rows: [
      row(words.server, calibration.serverP50Ms, plain),
      row(words.response, calibration.responseP50Ms, plain),
      row(words.lag, calibration.sendLagP99Ms, plain),
      row(words.cpu, calibration.generatorCpuMicrosPerRequest, whole),
      row(words.headroom, calibration.headroomPerSecond, whole),
      row(words.steal, calibration.hostStealShare, percent),
    ],
  };
}
