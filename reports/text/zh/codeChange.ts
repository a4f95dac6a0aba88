import type { Text } from '../en.ts';

/** 拆分在代码中改变了什么。 */
export const codeChange: Text['codeChange'] = {
  title: '拆分在代码中改变了什么',
  explanation: (countedBy) =>
    `与所给工作量并列的事实，由“${countedBy}”从目标的源代码中数出。事务指在多个组件中写入的公开请求，联接指只读取而涉及多个组件的请求（查明请求者身份不计为读取）；在单进程、单数据库中，每一个都只是一个事务或一次查询。`,
  what: '原本可用',
  count: '数量',
  where: '位置',
  calls: '普通调用：一个组件中调用另一组件之处',
  transactions: '一个事务：在多个组件中写入的请求，改为可安全重复',
  settlers: '同上：没有事务统管时负责收尾或传递的循环',
  joins: '联接：在多个组件中读取的请求，改由调用拼合',
  foreignKeys: '外键：指向另一组件的行而不受检查的列',
  transaction: (operation, writesIn, steps) =>
    `${operation}（${writesIn.join(' + ')}，经 ${steps.join('、')}）`,
  within: (name, components) => `${name}（${components.join(' + ')}）`,
};
