import type { Text } from '../en.ts';

export const sections: Text['sections'] = {
  answer: { title: '答案', intro: null },
  warnings: '请先阅读',
  grades: '每句话有多可靠',
  notTested: '本次运行没有说明的事',
  scaling: {
    title: '在何处趋平？',
    intro:
      '理想线是第一个测点的每节点吞吐量。拐点是这样的位置：从此再加一个节点，带来的增量不到第一个节点的一半；它是带区间的实数，止于的节点数是由此向上的整数。',
  },
  limits: {
    title: '为什么趋平？',
    intro: '用满 CPU 配额的部分就是墙：其他部分再多，也只会让请求在那里等得更久。',
  },
  comparison: {
    title: '同样的钱能买到什么？',
    intro:
      '各拓扑按所购 CPU 总量（应用、负载均衡和数据库合计）相同来比较。测点之间作插值，绝不外推。',
  },
  latency: {
    title: '延迟如何变化？',
    intro:
      '连接数随节点增加（闭环模型），因此过了拐点，增加节点带来的是等待而不是吞吐量。各次试验的直方图合并计算，百分位数从不取平均。',
  },
  certainty: { title: '这有多可靠？' },
  prediction: {
    intro:
      '由轻载时每个请求的 CPU 消耗，运行定律可给出每个部分的承载上限。预测成立之处，也可用于没有测过的规模。',
  },
  method: { title: '如何测量？', intro: null },
  excluded: {
    title: '被排除的数据',
    intro: '测量失败的试验列于此处，不计入上文任何数字。',
  },
};
