import type { Stage, ValidityRule } from '../../../harness/model/trial.ts';

const OWN: Readonly<Record<ValidityRule, string>> = {
  'generator-saturated': '负载发生器饱和',
  'generator-late': '负载发生器发送过晚',
  'host-saturated': '主机饱和',
  'host-stolen': '主机 CPU 被占用',
  'container-changed': '容器中途变化',
  'concurrency-off': '并发数不符',
  'requests-unaccounted': '请求数对不上',
  'nothing-measured': '没有测到任何请求',
  unsettled: '数据未结清',
  'node-silent': '节点无应答',
  'answers-wrong': '空载时仍答错',
};

/** 商店的核对规则。 */
const RULES: Readonly<Record<string, string>> = {
  ...OWN,
  'audit incomplete': '核对不完整',
  'stock differs': '库存不符',
  'reservation left': '预留未释放',
  'order lost': '订单丢失',
  'order twice': '订单重复',
  'facts differ': '分析数据不符',
};

/** 判试验无效的规则；不认识的规则按原名列出。 */
export const ruleName = (rule: string): string => RULES[rule] ?? rule;

/** 试验当时由工具写下的话，不译。 */
export const recorded = (detail: string): string => `原文：“${detail}”`;

export const stageNames: Readonly<Record<Stage, string>> = {
  deploy: '部署',
  'warm-up': '预热',
  restore: '恢复数据',
  drive: '施加负载',
  reconcile: '核对',
};
