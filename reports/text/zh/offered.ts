import type { Text } from '../en.ts';

export const offered: Text['offered'] = {
  intro:
    '施加负载时，请求按时间表发出，如同互不相干的用户，不管服务器如何（开环模型）；响应时间从请求应当发出的时刻算起。各格施加的速率相同：同等负载下两条曲线的距离，就是一种拓扑相对另一种让用户付出的代价。',
  rateAxis: '施加的负载（请求/秒）',
  serviceLevel: (milliseconds) => `p99 ≤ ${milliseconds} ms`,
  capacityAt: (figure) => `容量 ${figure}`,
  cellName: (topology, scale) => `${topology} ${scale}`,
  chart: {
    title: (topology, scale) => `${topology}，${scale} 个节点：响应时间与施加的负载`,
    description: (topology, scale) =>
      `${topology} 在 ${scale} 个节点时，各施加速率下响应时间的百分位及区间。竖线为仍能守住所承诺 p99 的最高速率，阴影为其区间。`,
  },
  equalLoad: {
    title: '同等施加负载下的响应时间',
    description:
      '各拓扑在共同施加的速率下响应时间的中位数（虚线）和第 99 百分位及区间；名称后的数字为节点数。',
  },
  capacity: {
    title: '守住承诺时的容量',
    explanation: (p99Ms, errorShare) =>
      `p99 不超过 ${p99Ms} ms、错误不超过 ${errorShare} 时的最高施加速率，由其附近各次探测的拟合直线得出；区间反映各次部署之间的差别。探测在最长的队列形成之前就结束：模拟表明，三次部署、每次探测 15 秒时高估 2.4 %，区间以 89 % 包含真值；五次部署、每次 30 秒时为 1.0 % 与 87 %。`,
    capacity: '容量（请求/秒）',
    perCore: '每核请求/秒',
    probes: '探测次数',
    noCapacity: '容量未知',
  },
  points: {
    title: '每个施加的速率',
    explanation:
      '百分位取自全部应发出的请求，包括失败的请求；n 为部署次数。n 为 1 的速率是在容量附近搜索时施加的。',
    offered: '施加（请求/秒）',
    carried: '承载（请求/秒）',
  },
};
