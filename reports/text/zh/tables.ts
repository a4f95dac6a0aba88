import { isKnown } from '../../../harness/model/estimate.ts';
import { plain, times, withDetail } from '../../figures.ts';
import type { Text } from '../en.ts';
import { lawNames } from './laws.ts';
import { reasonClause } from './reasons.ts';

export const tables: Text['tables'] = {
  topology: '拓扑',
  nodes: '节点数',
  cpuBought: '所购 CPU（核）',
  throughput: '吞吐量（请求/秒）',
  limiter: '瓶颈',
  part: '部分',
  role: '角色',
  cell: '格',
  overview: {
    title: '各拓扑一览',
    explanation:
      '每种拓扑达到的最高吞吐量，以及为此投入的资源。括号内为区间与试验次数 n。止于：从这个整数节点数起再加节点不再划算；拐点是同一位置的实数值，区间是拐点的区间。',
    best: '最高吞吐量（请求/秒）',
    atNodes: '节点数',
    perCore: '每核请求/秒',
    stopAt: '止于（节点数）',
    kneeAt: (nodes, detail) => `拐点 ${nodes}：${detail}`,
    p99: '该处 p99（ms）',
    limiter: '该处瓶颈',
    noResult: '该拓扑没有任何点得出结果',
  },
  points: {
    title: '全部测点',
    explanation:
      '效率是吞吐量与“节点数乘以第一个点的每节点吞吐量”之比：1 为完全线性，大于 1 是对第一个点的警告。',
    efficiency: '效率',
    errors: '错误率',
    cpuMs: '每请求 CPU（ms）',
    hops: '每请求组件间调用数',
    noCurve: '该点不在任何曲线上',
    noHops: '没有应答说明调用次数',
  },
  marginal: {
    title: (topology) => `${topology}：每个新增节点带来的增量`,
    from: '节点数变化',
    perNode: '每个新增节点的增量（请求/秒）',
    share: '占第一个节点',
    added: '增加的 CPU（核）',
    noShare: '没有可比较的第一个点',
  },
  models: {
    title: (topology) => `${topology}：符合哪种扩展规律`,
    choice: (curve) =>
      `${curve.topology}，扩展规律：${reasonClause(curve.model.reason)}。${
        curve.kneeBasis === 'points' ? '拐点改由测点读出。' : ''
      }${
        isKnown(curve.knee) && curve.stopAtNodes === null
          ? `按该规律，拐点位于 ${withDetail(curve.knee)} 个节点，超出测量范围。`
          : ''
      }`,
    explanation:
      '瓶颈：吞吐量随节点上升，直到某个部分用满。Amdahl：一部分工作无法分摊。USL（通用可扩展性定律）：节点之间还要互相等待。选用对未参与拟合的点预测最好的规律；都不符合则不选。',
    law: '规律',
    verdict: '结论',
    error: '交叉验证误差',
    parameters: '参数',
    chosen: '选用',
    rival: '与选用者预测得一样好',
    lost: '预测较差',
    noError: '该规律未参与',
    names: lawNames,
    parameterNames: {
      lambda: 'λ（请求/秒/节点）',
      xMax: 'X_max（请求/秒）',
      alpha: 'α',
      beta: 'β',
    },
    peak: '峰值（节点数）',
    ceiling: '上限（请求/秒）',
    notIdentified: (reason) => `无法确定（${reasonClause(reason).replace(/^无法确定：/, '')}）`,
  },
  cpu: {
    title: '各部分的 CPU',
    explanation: '使用与配额为该部分全部容器之和。限流是容器因用完配额而被停下的调度周期所占比例。',
    replicas: '容器数',
    used: '使用（核）',
    quota: '配额（核）',
    mean: '平均使用率',
    max: '最忙容器',
    throttled: '限流',
    perRequest: '每请求 CPU（ms）',
    noRequests: '没有请求正常结束',
  },
  evenness: {
    title: '各节点所得请求',
    explanation: '负载均衡分给同一地址后各节点的请求所占份额，为各次试验的平均。',
    backend: '负载均衡之后',
    servers: '节点数',
    index: 'Jain 指数',
    least: '最小份额',
    most: '最大份额',
  },
  equalCpu: {
    title: (first, second) => `相同 CPU 下的 ${first} 与 ${second}`,
    explanation: (first, second, crossover) =>
      `比值为 ${first} 除以 ${second}；仅当区间不含 1 时才说多或少。${
        isKnown(crossover)
          ? `从 ${withDetail(crossover)} 核起，${first} 承载更多。`
          : `交叉点：${reasonClause(crossover.reason)}。`
      }`,
    throughputOf: (topology) => `${topology}（请求/秒）`,
    ratio: '比值',
    outcome: (first) => `${first} 承载`,
    outcomes: { better: '更多', worse: '更少', indistinguishable: '无法区分', unknown: '未知' },
  },
  latency: {
    title: '饱和时的响应时间',
    explanation: '只计正常结束的请求。请求数不足的百分位数不予列出。',
    p50: 'p50（ms）',
    p90: 'p90（ms）',
    p99: 'p99（ms）',
    p999: 'p99.9（ms）',
    requests: '请求数',
  },
  routes: {
    title: (cell) => `${cell} 的各路由`,
    route: '路由',
    share: '占比',
  },
  prediction: {
    title: '预测与实测',
    explanation:
      '墙是各部分“配额 ÷ 每请求 CPU”的最小值；预测值由精确均值分析按所用连接数得出。误差已去除其间机器自身速度的影响，由负载发生器每个请求的 CPU 时间得知。',
    wall: '墙（请求/秒）',
    wallAt: '墙所在',
    predicted: '预测（请求/秒）',
    measured: '实测（请求/秒）',
    machine: '机器所致',
    error: '预测 − 实测',
    from: '需求取自',
    noError: '没有可比较的实测值',
  },
  whatIf: {
    title: (sizes) =>
      `假如：${[
        ...(sizes.nodeCpuCores === null ? [] : [`节点 ${plain(sizes.nodeCpuCores)} 核`]),
        ...(sizes.databaseCpuCores === null
          ? []
          : [`数据库合计 ${plain(sizes.databaseCpuCores)} 核`]),
        ...(sizes.balancerCpuCores === null
          ? []
          : [`负载均衡 ${plain(sizes.balancerCpuCores)} 核`]),
        ...(sizes.hardwareFactor === 1 ? [] : [`每核快 ${times(sizes.hardwareFactor)}`]),
      ].join('，')}`,
    explanation:
      '每格最多能承载多少：各部分“配额 ÷ 每请求 CPU”的最小值，每请求 CPU 取自该拓扑最小的一格。未经实测；区间宽度取自本次运行预测的误差。',
    asMeasured: '实测配置的墙（请求/秒）',
    changed: '改变后的墙（请求/秒）',
    wallAt: '墙所在',
  },
  excluded: {
    title: '无效与失败的试验',
    trial: '试验',
    attempt: (attempt) => `第 ${attempt} 次尝试`,
    offered: '施加（请求/秒）',
    status: '状态',
    rule: '规则或阶段',
    detail: '所见',
    statuses: { invalid: '无效', failed: '失败' },
    seen: '所见吞吐量（请求/秒）',
    noSample: '试验在测量之前结束',
  },
  noResults: { title: '没有结果的格', reason: '原因' },
};
