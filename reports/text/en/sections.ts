/** Headings and the sentence below each. */
export const sections = {
  answer: { title: 'The answer', intro: null },
  warnings: 'Read this first',
  grades: 'How sure each sentence is',
  notTested: 'What this run does not tell',
  scaling: {
    title: 'Where does it flatten?',
    intro:
      'The ideal line is the first measured point’s throughput for each node. The knee is where one more node begins to bring less than half of what the first one brought, as a real number with its interval; the nodes to stop at are the whole number from there on.',
  },
  limits: {
    title: 'Why does it flatten?',
    intro:
      'A part at 100 % of its CPU quota is a wall: more of anything else only makes requests wait there longer.',
  },
  comparison: {
    title: 'What would the same money buy?',
    intro:
      'Topologies are compared at the same total CPU bought: application, balancer and databases together. Between measured points values are interpolated, never beyond them.',
  },
  latency: {
    title: 'What happens to latency?',
    intro:
      'Connections grow with the nodes (closed model), so beyond the knee added nodes bring waiting instead of throughput. Histograms of all trials are merged; percentiles are never averaged.',
  },
  certainty: { title: 'How sure is this?' },
  prediction: {
    intro:
      'From the CPU that a request costs in a lightly loaded cell, the operational laws say what each part can carry. Where the prediction holds, it can be trusted for sizes that were not measured.',
  },
  method: {
    title: 'How was it measured?',
    intro: null,
  },
  excluded: {
    title: 'What was left out',
    intro: 'Trials whose measurement failed are shown here and enter no figure above.',
  },
};
