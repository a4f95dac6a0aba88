import { percent, plain, whole } from '../../figures.ts';
import type { Text } from '../en.ts';

export const charts: Text['charts'] = {
  nodesAxis: '应用节点数',
  cpuAxis: '所购 CPU：应用、负载均衡、数据库（核）',
  throughputAxis: '吞吐量（请求/秒）',
  latencyAxis: '响应时间（ms）',
  ideal: '理想：N 个节点 N 倍',
  fitted: (model) => `拟合：${model}`,
  knee: (nodes, stopAtNodes) => `拐点：${plain(nodes)}，止于 ${whole(stopAtNodes)}`,
  hover: (series, x, y) => `${series}，${x}：${y}`,
  nodes: (count) => `${whole(count)} 个节点`,
  cores: (cores) => `${cores} 核`,
  perSecond: (figure) => `${figure} 请求/秒`,
  milliseconds: (figure) => `${figure} ms`,
  trial: (repetition) => `试验 ${repetition}`,
  byNodes: {
    title: (topology) => `${topology}：吞吐量与节点数`,
    description: (topology) =>
      `${topology} 在各节点数下的吞吐量及区间，小点为单次试验。虚线表示每个节点都与第一个相同时的吞吐量。每个点处注明瓶颈及其 CPU 配额的使用率。`,
  },
  byCpu: {
    title: '全部拓扑：吞吐量与所购 CPU',
    description:
      '各拓扑的吞吐量与其全部 CPU（应用、负载均衡、数据库）的关系及区间；点旁的数字为应用节点数。同一位置越高，同样的钱买到的越多。',
  },
  latency: {
    title: (topology) => `${topology}：响应时间与节点数`,
    description: (topology) =>
      `${topology} 在饱和时各节点数下响应时间的中位数和第 99 百分位及区间。`,
  },
  cpu: {
    title: (topology) => `${topology}：各部分的 CPU 配额使用率`,
    description: (topology) =>
      `${topology} 各部分的 CPU 使用占其配额的比例，按节点数排列。接近 100 % 的深色格就是墙。`,
    hover: (group, scale, used, quota) => `${group}，${scale}：使用 ${used} 核，配额 ${quota} 核`,
    partAxis: '部分',
  },
  marginal: {
    title: (topology) => `${topology}：每个新增节点带来的增量`,
    description: (topology) =>
      `${topology} 相邻测点之间每个新增节点带来的吞吐量及区间。低于虚线，则新增节点不再划算。`,
    axis: '每个新增节点的增量（请求/秒）',
    perNode: '每个新增节点',
    threshold: (share) => `第一个节点的 ${percent(share)}`,
  },
  cpuPerRequest: {
    title: '一个请求的 CPU 用在何处',
    description:
      '各格中一个请求消耗的 CPU 时间，按角色划分；末尾为合计及其区间。拆分比集群多出的部分就是调用的代价。',
    axis: '每请求 CPU（ms）',
  },
  evenness: {
    title: '负载均衡分给各节点有多均匀',
    description:
      '各节点所得请求数的 Jain 指数及区间：1（虚线）为完全均匀，1 除以节点数为全部给了一个节点。',
    axis: '均匀度（Jain 指数）',
    even: '均匀',
  },
  predictions: {
    title: '预测吞吐量与实测吞吐量',
    description:
      '每个点是一格，注明节点数，并画出实测值的区间：在对角线上则预测成立，在其下方则预测偏高。',
    measuredAxis: '实测吞吐量（请求/秒）',
    predictedAxis: '预测吞吐量（请求/秒）',
    diagonal: '与预测一致',
    hover: (cell, predicted, measured) => `${cell}：预测 ${predicted}，实测 ${measured} 请求/秒`,
  },
};
