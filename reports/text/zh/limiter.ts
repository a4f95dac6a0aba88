import type { Limiter } from '../../../harness/analysis/limiter.ts';
import { percent } from '../../figures.ts';
import { clause } from '../en/clause.ts';
import type { Text } from '../en.ts';

export const roleNames: Text['roleNames'] = {
  app: '应用',
  balancer: '负载均衡',
  database: '数据库',
  generator: '负载发生器',
};

const grades = { confirmed: '已证实', correlated: '相关' } as const;

export const limiterCell: Text['limiterCell'] = (limiter) =>
  limiter.resource === null
    ? { text: '未知' }
    : {
        text: `${limiter.group}（${roleNames[limiter.role]}）`,
        detail: `CPU 配额用去 ${percent(limiter.utilisation)}，${grades[limiter.grade]}`,
      };

export const limiterHover: Text['limiterHover'] = (limiter) =>
  limiter.resource === null
    ? '瓶颈未知'
    : `${limiter.group} 用去 CPU 配额的 ${percent(limiter.utilisation)}`;

export const limiterShort: Text['limiterShort'] = (limiter) =>
  limiter.resource === null
    ? ['瓶颈', '未知']
    : [limiter.group, `CPU ${percent(limiter.utilisation)}`];

export const limiterSentence = (
  limiter: Limiter,
  confirmedAtScale: number | null = null,
): string => {
  if (limiter.resource === null) return `瓶颈未知：${clause(limiter.reason)}。`;
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
