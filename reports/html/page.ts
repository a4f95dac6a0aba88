/// <reference lib="dom" />
import type { PageData } from './data.ts';
import { showCharts } from './page/charts.ts';
import { offerDownload } from './page/download.ts';
import { makeSortable } from './page/tables.ts';

/** What the report's page does in the browser; bundled into the page when the report is made. */
const island = document.getElementById('report-data');
const data = JSON.parse(island?.textContent ?? '') as PageData;

showCharts(data.charts, data.controls);
for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) {
  makeSortable(table, data.controls.sort);
}
offerDownload(data.report);
