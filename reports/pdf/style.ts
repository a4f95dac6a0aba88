import type { CustomTableLayout, StyleDictionary } from 'pdfmake/interfaces.js';

export const INK = '#1b1f24';
export const MUTED = '#57606a';
const RULE = '#c9d1d9';
const BANNER = '#fff4e0';

export const STYLES: StyleDictionary = {
  title: { fontSize: 18, bold: true, margin: [0, 0, 0, 1] },
  subtitle: { fontSize: 9, color: MUTED, margin: [0, 0, 0, 0] },
  section: { fontSize: 13, bold: true, margin: [0, 8, 0, 4] },
  listTitle: { fontSize: 10, bold: true, margin: [0, 8, 0, 3] },
  tableTitle: { fontSize: 9.5, bold: true, margin: [-2, 0, 0, 1] },
  body: { fontSize: 8.5, lineHeight: 1.15, margin: [0, 0, 0, 4] },
  caption: { fontSize: 7.5, color: MUTED, lineHeight: 1.15, margin: [0, 0, 0, 8] },
  tableHead: { fontSize: 7, bold: true },
  tableCell: { fontSize: 7.5 },
  footnote: { fontSize: 6.5, color: MUTED },
};

/** Thin rules between rows, nothing upright. */
export const TABLE_LAYOUT: CustomTableLayout = {
  // Row 0 is the title, row 1 the heads.
  hLineWidth: (row, node) => {
    if (row <= 1 || row === node.table.body.length) return 0;
    return row === 2 ? 0.8 : 0.3;
  },
  vLineWidth: () => 0,
  hLineColor: () => RULE,
  paddingLeft: () => 2,
  paddingRight: () => 4,
  paddingTop: () => 1,
  paddingBottom: () => 1,
};

export const WARNING_LAYOUT: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: (column) => (column === 0 ? 3 : 0),
  vLineColor: () => '#c27c00',
  fillColor: () => BANNER,
  paddingLeft: () => 8,
  paddingRight: () => 8,
  paddingTop: () => 5,
  paddingBottom: () => 4,
};
