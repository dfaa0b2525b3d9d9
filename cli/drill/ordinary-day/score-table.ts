/** What is said of an ordinary day, as people read it. */
import type { Language } from '../../terminal.js';
import { figure, promiseRows, tableLines } from '../table.js';
import type { Group } from '../table.js';
import type { OrdinaryScore } from './score.js';

const groupsOf = (score: OrdinaryScore): readonly Group[] => [
  {
    head: { en: 'by the providers’ own log', zh: '以服务商自己的记录为准' },
    rows: [
      [{ en: 'messages accepted', zh: '已接收的消息' }, figure(score.accepted)],
      [{ en: 'delivered', zh: '已送达' }, figure(score.delivered)],
      [{ en: 'reported undelivered', zh: '报告未送达' }, figure(score.undelivered)],
      [{ en: 'without a word', zh: '没有回执' }, figure(score.silent)],
    ],
  },
  {
    head: { en: 'must be 0', zh: '必须为 0' },
    rows: [
      [{ en: 'alarms', zh: '告警' }, figure(score.alarms), true],
      [{ en: 'shares moved', zh: '被调整的流量' }, figure(score.sharesMoved), true],
      [{ en: 'incidents opened', zh: '立案的事故' }, figure(score.incidents), true],
      [{ en: 'notices unfinished', zh: '未完成的通知' }, figure(score.unfinished), true],
      ...promiseRows(score),
    ],
  },
];

export const ordinaryTable = (score: OrdinaryScore, lang: Language): string =>
  tableLines(
    {
      title: {
        en: `${score.applications} applications on an ordinary day (seed ${score.seed})`,
        zh: `平常的一天，${score.applications} 笔申请（种子 ${score.seed}）`,
      },
      groups: groupsOf(score),
      allHeld: { en: 'no alarm was raised, and nothing was moved', zh: '没有告警，也没有调整流量' },
      differences: score.differences,
    },
    lang,
  ).join('\n');
