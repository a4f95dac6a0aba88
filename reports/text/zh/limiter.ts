import type { Resource } from '../../../harness/analysis/waits.ts';
import type { Limiter } from '../../../harness/analysis/limiter.ts';
import { percent } from '../../figures.ts';
import type { Text } from '../en.ts';
import { reasonClause } from './reasons.ts';
import { roleNames } from './roles.ts';

const grades = { confirmed: '已证实', correlated: '相关' } as const;

const resourceNames: Readonly<Record<Resource, string>> = {
  generator: '负载发生器',
  host: '主机',
  locks: '锁',
  wal: '预写日志',
  disk: '磁盘',
  balancer: '负载均衡队列',
  'event-loop': '事件循环',
  connections: '数据库连接',
  memory: '内存',
};

type Used = Exclude<Limiter, { readonly resource: null }>;

const evidence = (limiter: Used): string => {
  const { group } = limiter;
  if (limiter.resource === 'cpu') return `${group} 用去 CPU 配额的 ${percent(limiter.utilisation)}`;
  const share = percent(limiter.share);
  switch (limiter.resource) {
    case 'generator':
      return `负载发生器用去其 CPU 的 ${share}`;
    case 'host':
      return `主机 CPU 的 ${share} 处于忙碌`;
    case 'locks':
    case 'wal':
    case 'disk':
      return `${group} 的活动会话中有 ${share} 在等待它`;
    case 'balancer':
      return `进行中的请求有 ${share} 在此排队`;
    case 'event-loop':
      return `${group} 的事件循环在 ${share} 的时间里有任务`;
    case 'connections':
      return `进行中的请求有 ${share} 在 ${group} 中等待连接`;
    case 'memory':
      return `${group} 用去其上限的 ${share}`;
  }
};

export const limiterCell: Text['limiterCell'] = (limiter) =>
  limiter.resource === null
    ? { text: '未知' }
    : limiter.resource !== 'cpu'
      ? {
          text: `${limiter.group}（${resourceNames[limiter.resource]}）`,
          detail: `${evidence(limiter)}，${grades[limiter.grade]}`,
        }
      : {
          text: `${limiter.group}（${roleNames[limiter.role]}）`,
          detail: `CPU 配额用去 ${percent(limiter.utilisation)}，${grades[limiter.grade]}`,
        };

export const limiterHover: Text['limiterHover'] = (limiter) =>
  limiter.resource === null ? '瓶颈未知' : evidence(limiter);

export const limiterShort: Text['limiterShort'] = (limiter) =>
  limiter.resource === null
    ? ['瓶颈', '未知']
    : limiter.resource === 'cpu'
      ? [limiter.group, `CPU ${percent(limiter.utilisation)}`]
      : [limiter.group, `${resourceNames[limiter.resource]} ${percent(limiter.share)}`];

export const limiterSentence = (
  limiter: Limiter,
  confirmedAtScale: number | null = null,
): string => {
  if (limiter.resource === null) return `瓶颈未知：${reasonClause(limiter.reason)}。`;
  if (limiter.resource !== 'cpu')
    return `瓶颈是${resourceNames[limiter.resource]}：${evidence(limiter)}。`;
  const seen = `${limiter.group} 用去其配额的 ${percent(limiter.utilisation)}，在 ${percent(limiter.throttledShare)} 的调度周期中被限流`;
  const where = confirmedAtScale === null ? '' : `在 ${confirmedAtScale} 个节点时`;
  const proof =
    limiter.grade === 'confirmed' ? `；${where}提高一半后瓶颈随之移动，而对照毫无变化` : '';
  const others = limiter.alsoSaturated.map(
    (other) => `${other.group}（${percent(other.utilisation)}）`,
  );
  const also = others.length === 0 ? '' : `同样接近上限的还有：${others.join('、')}。`;
  return `瓶颈是${roleNames[limiter.role]}的 CPU：${seen}${proof}。${also}`;
};
