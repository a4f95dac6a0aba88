/** Part of a file name and of a link made from any text: `throughput-by-nodes-cluster`. */
export function slug(text: string): string {
  const safe = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return safe === '' ? 'unnamed' : safe;
}

/** A chart's id for the `index`th topology: unique even where two names give the same slug. */
export function chartIdOf(kind: string, topology: string, topologies: readonly string[]): string {
  const same = topologies.filter((other) => slug(other) === slug(topology));
  const index = same.indexOf(topology);
  return `${kind}-${slug(topology)}${index > 0 ? `-${index + 1}` : ''}`;
}

/** Long names are cut in pictures, where they would run over their neighbours; tables have them whole. */
export const shortName = (name: string, longest = 18): string =>
  name.length <= longest ? name : `${name.slice(0, longest - 1)}…`;
