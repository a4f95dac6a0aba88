/**
 * How often the nightly gate cries wolf and how soon it finds a regression: simulated histories,
 * judged by the very function that `plateau nightly` calls. Prints a Markdown table.
 *
 *     node --import tsx scripts/bench-gate.ts [histories] [seed]
 */
import { type Scenario, simulate, type Tally } from '../harness/history/simulation/histories.ts';
import { BESIDE, CLAIMED } from '../harness/history/simulation/scenarios.ts';

const histories = Number(process.argv[2] ?? 1_000);
const seed = Number(process.argv[3] ?? 20_260_101);

const percent = (part: number, whole: number, digits: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits)} %`;

const row = ({ name }: Scenario, tally: Tally): string => {
  const { nights, falseAlarms, pairNights, pairsRun, planted } = tally;
  return `| ${[
    name,
    nights,
    `${falseAlarms} (${percent(falseAlarms, nights, 3)})`,
    percent(tally.foundFirstNight, planted, 1),
    percent(tally.foundWithinThree, planted, 1),
    percent(pairNights, nights, 1),
    pairNights === 0 ? '–' : (pairsRun / pairNights).toFixed(1),
  ].join(' | ')} |`;
};

console.log(`Seed ${seed}, ${histories} histories of 60 nights in each of the first four rows, a fifth of that in the others: \`node --import tsx scripts/bench-gate.ts ${histories} ${seed}\`

| what changes | nights judged unchanged | false alarms | found on the first night | within three | nights with A/B | pairs on such a night |
| --- | --- | --- | --- | --- | --- | --- |`);
for (const scenario of CLAIMED)
  console.log(row(scenario, await simulate(scenario, histories, seed)));
const fewer = Math.ceil(histories / 5);
for (const scenario of BESIDE) console.log(row(scenario, await simulate(scenario, fewer, seed)));
