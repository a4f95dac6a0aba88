import type { Text } from '../en.ts';

export const sideBySide: Text['sideBySide'] = {
  title: '多次运行并列',
  subtitle: (ids) => ids.join(' · '),
  name: (number) => `运行 ${number}`,
  nameColumn: '此处名称',
  runs: '比较的是什么？',
  which: '各次运行',
  alike: '各次运行的机器、软件、大小、时间安排与负载都相同。',
  warnings: (items) =>
    items.length === 0
      ? []
      : [`各次运行在以下方面不同：${items.join('、')}。数字之间的差别可能来自其中任何一项。`],
  differences: '设置的不同之处',
  curves: '曲线是否不同？',
  chart: (topology) => `${topology} 在每次运行中各节点数下的吞吐量及区间。`,
  cells: {
    title: '逐格并列',
    explanation:
      '比值为后面的运行除以第一次运行；只有区间不含 1 时才说更多或更少。同一次运行的各次试验共有当时机器的状况，此处的区间不包括这一点。',
    throughput: (run) => `${run}（请求/秒）`,
    ratio: (run, first) => `${run} ÷ ${first}`,
    p99: (run) => `${run} p99（ms）`,
  },
  verdictOf: (run) => `${run} 的结论`,
};
