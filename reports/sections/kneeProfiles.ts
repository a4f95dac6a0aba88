import type { FlameGraph } from '../../harness/analysis/kneeProfile/flame.ts';
import type { KneeFindings } from '../../harness/analysis/kneeProfile/findings.ts';
import type { Frame } from '../../harness/model/kneeProfile.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { componentsIn, flameColour, type FlamePicture } from '../charts/flamePicture.ts';
import { chartIdOf } from '../charts/names.ts';
import { measurementOf } from '../charts/points.ts';
import type { Block, Link, Section } from '../document.ts';
import { percent } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { tableBlock } from './drawn.ts';
import { functionsTable, ownersTable, placeOf, statementsTable, waitsTable } from './kneeTables.ts';

/** To where the time goes near a knee, where that is known: the rest of a cell or claim. */
export const kneeLink = (
  report: Report,
  of: { readonly topology: string } | { readonly cellId: string },
  text: Text,
): { readonly link?: Link } => {
  const found = report.kneeProfiles.find((one) =>
    'cellId' in of ? one.cellId === of.cellId : one.topology === of.topology,
  );
  return found && found.owners.length > 0
    ? { link: { text: text.kneeProfiles.see, tableId: idOf('knee', found, report) } }
    : {};
};

/** Unique also where two long names are cut alike. */
const idOf = (kind: string, { cellId }: KneeFindings, report: Report): string =>
  chartIdOf(
    kind,
    cellId,
    report.kneeProfiles.map((one) => one.cellId),
  );

/** What the processors and the databases were busy with near each knee. */
export function kneeProfilesSection(report: Report, text: Text): Section {
  return {
    id: 'knee-profiles',
    title: text.kneeProfiles.title,
    blocks: [
      { kind: 'paragraph', text: text.kneeProfiles.intro },
      ...report.kneeProfiles.flatMap((findings) => profileBlocks(findings, report, text)),
    ],
  };
}

function profileBlocks(findings: KneeFindings, report: Report, text: Text): readonly Block[] {
  const words = text.kneeProfiles;
  if (findings.failure !== null)
    return [{ kind: 'paragraph', text: words.failed(findings.cellId, findings.failure) }];
  const entry = report.cells.find(({ cell }) => cell.id === findings.cellId);
  const measured = entry && measurementOf(entry)?.throughputPerSecond;
  const id = (kind: string): string => idOf(kind, findings, report);
  const components = componentsIn(report.kneeProfiles.flatMap(({ graphs }) => graphs));
  return [
    { kind: 'paragraph', text: words.seen(findings, measured?.value ?? null) },
    ...tableBlock(ownersTable(id('knee'), findings, text)),
    ...findings.graphs
      .filter(({ boxes }) => boxes.length > 0)
      .map((graph) => flameBlock(id('flame'), graph, findings, components, text)),
    ...tableBlock(functionsTable(id('functions'), findings, text)),
    ...tableBlock(waitsTable(id('waits'), findings, text)),
    ...tableBlock(statementsTable(id('statements'), findings, text)),
    ...(findings.unobserved.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            title: words.unobserved,
            items: findings.unobserved.map(
              ({ container, reason }) => `${container}: ${text.recorded(reason)}`,
            ),
          },
        ]),
  ];
}

const flameBlock = (
  id: string,
  graph: FlameGraph,
  { cellId, graphs }: KneeFindings,
  components: readonly string[],
  text: Text,
): Block => {
  const words = text.kneeProfiles;
  const legend = new Map(
    graph.functions.map(({ owner }) => [
      owner.kind === 'component' ? owner.name : words.ownerKinds[owner.kind],
      flameColour(owner, components),
    ]),
  );
  const flame: FlamePicture = {
    id: chartIdOf(
      id,
      graph.group,
      graphs.map(({ group }) => group),
    ),
    title: words.flameTitle(cellId, graph.group),
    description: words.flameDescription(graph),
    legend: [...legend].map(([label, colour]) => ({ label, colour })),
    boxes: graph.boxes.flatMap(({ fn, depth, start, share }) => {
      const found = graph.functions[fn];
      if (!found) return [];
      return {
        depth,
        start,
        share,
        colour: flameColour(found.owner, components),
        label: labelOf(found),
        hover: `${found.name} (${placeOf(found, text)}): ${percent(share)}`,
      };
    }),
  };
  return { kind: 'flame', flame };
};

/** A function without a name has its file's. */
const labelOf = ({ name, module, line }: Frame): string =>
  name === '(anonymous)' && module !== null ? `${module.split('/').at(-1)}:${line}` : name;
