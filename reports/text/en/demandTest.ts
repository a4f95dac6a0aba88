import type { Squeezable } from '../../../harness/model/cell.ts';

export const demandTest = {
  shownFull: (group: string, cell: string): string =>
    `What a request costs ${group} is taken from ${cell}: there it was held to few cores and full, and a full part does not work as an idling one does.`,
  notShownFull: (part: Squeezable, cell: string): string =>
    `${cell} did not show its ${part} full, so what a request costs the ${part} is taken from light load.`,
};
