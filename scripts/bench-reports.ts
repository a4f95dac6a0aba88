import { analyse } from '../harness/analysis/report.ts';
import { largeRun } from '../reports/fixtures/oddRuns.ts';
import { renderAll } from '../reports/render.ts';

/** Times all formats of a thousand trials: `node --import tsx scripts/bench-reports.ts`. */
const SHAPES: readonly (readonly [number, number])[] = [
  // cells, trials of each
  [200, 5],
  [50, 20],
];

for (const [cells, trials] of SHAPES) {
  const run = largeRun(cells, trials);
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const report = analyse(run);
  const analysed = performance.now();
  const files = await renderAll(report);
  const rendered = performance.now();
  const cpu = process.cpuUsage(cpuBefore);
  const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`;
  console.log(
    [
      `${cells} cells × ${trials} trials`,
      `analysis ${seconds(start, analysed)}`,
      `${files.size} files ${seconds(analysed, rendered)}`,
      `CPU ${(cpu.user / 1e6).toFixed(1)} s of its own, ${(cpu.system / 1e6).toFixed(1)} s of the kernel`,
      `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
      `HTML ${(String(files.get('report.html')).length / 1e6).toFixed(2)} MB`,
    ].join(', '),
  );
}
