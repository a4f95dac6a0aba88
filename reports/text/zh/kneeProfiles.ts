import { percent, plain, whole } from '../../figures.ts';
import type { Text } from '../en.ts';
import { recorded } from './recorded.ts';

const ownerKinds: Text['kneeProfiles']['ownerKinds'] = {
  shared: '被测系统的共用代码',
  package: 'npm 软件包',
  node: 'Node.js',
  engine: 'V8 与本机代码',
};

export const kneeProfiles: Text['kneeProfiles'] = {
  title: '时间花在哪里？',
  intro:
    '全部试验之后，把离各拐点最近的格再部署一次，在其限额下加载至饱和，并打开性能剖析。此处所述只来自这一次部署，不进入本报告的任何其他数字。',
  seen: ({ cellId, seconds, throughputPerSecond, samples, graphs }, measuredPerSecond) =>
    `${cellId}：打开剖析时 ${plain(seconds)} 秒，${plain(throughputPerSecond)} 请求/秒${
      measuredPerSecond === null || measuredPerSecond <= 0
        ? ''
        : `（为其试验在无剖析时测得的 ${percent(throughputPerSecond / measuredPerSecond)}）`
    }；${graphs.reduce((sum, { replicas }) => sum + replicas, 0)} 个应用进程共 ${whole(samples)} 个 CPU 样本。${
      graphs.length === 1
        ? '所有组件共用每个进程：按其函数所在的模块区分。'
        : '每个服务有自己的进程。'
    }`,
  failed: (cellId, error) => `${cellId} 无法剖析。${recorded(error)}`,
  unobserved: '未能观察',
  ownerKinds,
  ownerName: (owner) => {
    switch (owner.kind) {
      case 'component':
        return `组件 ${owner.name}`;
      case 'package':
        return `软件包 ${owner.name}，未由组件调用`;
      case 'engine':
        return `V8：${owner.name}`;
      default:
        return ownerKinds[owner.kind];
    }
  },
  owners: {
    title: (cellId) => `${cellId} 中应用 CPU 为谁工作`,
    explanation:
      '每个样本计入其调用栈上最内层的组件；没有组件时才计入软件包、Node.js 或 V8。等待之后继续的工作（稍后发出的查询、读到的应答）其调用栈上已没有组件。区间仅是抽样的：换一次部署，差别可能更大。',
    owner: '为谁',
    share: 'CPU 样本（%）',
  },
  flameTitle: (cellId, group) => `${cellId} 中 ${group} 的火焰图`,
  flameDescription: ({ group, replicas, samples, boxes }) =>
    `${group} 的 CPU 时间，按调用栈：${replicas} 个进程的 ${whole(samples)} 个样本。函数所调用的在其上方；宽度是它占的时间；共 ${boxes.length} 格，最宽者在左。`,
  functions: {
    title: (cellId) => `${cellId} 中自身耗 CPU 最多的函数`,
    explanation:
      '占所有应用进程全部样本的份额。自身：样本止于该函数。含被调用者：该函数在调用栈上。',
    fn: '函数',
    module: '模块',
    self: '自身（%）',
    total: '含被调用者（%）',
  },
  waits: {
    title: (cellId) => `${cellId} 中数据库会话在等什么`,
    explanation:
      '各状态下活动会话的平均数，抽样自 pg_stat_activity。被服务器 CPU 限额拖住的会话算作在运行或想运行。',
    server: '服务器',
    idle: '事务中空闲',
    samples: '样本',
    classes: {
      cpu: '在运行或想运行',
      lock: '行锁或表锁',
      lwlock: '服务器内部锁',
      wal: '预写日志',
      io: '其他文件',
      client: '应用',
      other: '其余',
    },
  },
  statements: {
    title: (cellId) => `${cellId} 中耗时最多的语句`,
    explanation: '来自 pg_stat_statements。时间从语句开始到结束：CPU 限额造成的停顿和等待都在内。',
    statement: '语句',
    server: '服务器',
    share: '占全部语句的时间',
    calls: '次数',
    mean: '每次时间（毫秒）',
    rows: '每次行数',
    noCalls: '从未执行',
  },
  see: '见时间花在哪里',
};
