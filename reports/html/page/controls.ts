import type { ChartSpec } from '../../charts/spec.ts';
import { startsLogarithmic } from '../../charts/chartjs/xy.ts';
import type { PageData } from '../data.ts';

/** What the reader has switched. */
export interface ChartView {
  readonly hidden: ReadonlySet<string>;
  readonly logarithmicY: boolean;
}

/** Check boxes for each group of series and for the scale; heat maps have none. */
export function addControls(
  place: HTMLElement,
  spec: ChartSpec,
  words: PageData['controls'],
  onChange: (view: ChartView) => void,
): void {
  if (spec.kind !== 'xy') return;
  const hidden = new Set<string>();
  let logarithmicY = startsLogarithmic(spec);
  const tell = (): void => onChange({ hidden: new Set(hidden), logarithmicY });

  const groups = [
    ...new Set(spec.series.filter((one) => one.label !== null).map((one) => one.group)),
  ];
  if (groups.length > 1) {
    const fieldset = document.createElement('fieldset');
    const legend = document.createElement('legend');
    legend.textContent = words.topologies;
    fieldset.append(legend);
    for (const group of groups) {
      const labels = spec.series.flatMap((one) =>
        one.group === group && one.label !== null ? [one.label] : [],
      );
      fieldset.append(
        checkBox(labels.length === 1 ? (labels[0] ?? group) : group, true, (on) => {
          if (on) hidden.delete(group);
          else hidden.add(group);
          tell();
        }),
      );
    }
    place.append(fieldset);
  }
  place.append(
    checkBox(words.logarithmicY, logarithmicY, (on) => {
      logarithmicY = on;
      tell();
    }),
  );
}

function checkBox(
  words: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
): HTMLLabelElement {
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = checked;
  box.addEventListener('change', () => onChange(box.checked));
  label.append(box, words);
  return label;
}

/** The chart without what is switched off; on a narrow screen without the words at its points too. */
export function visiblePart(spec: ChartSpec, view: ChartView, narrow: boolean): ChartSpec {
  if (spec.kind !== 'xy') return spec;
  return {
    ...spec,
    markers: spec.markers.filter((marker) => !view.hidden.has(marker.group)),
    series: spec.series
      .filter((series) => !view.hidden.has(series.group))
      .map((series) =>
        narrow
          ? { ...series, points: series.points.map((point) => ({ ...point, label: [] })) }
          : series,
      ),
  };
}
