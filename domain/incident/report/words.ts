/** What the report of an incident says in each language. */
import type { ProviderMark } from '../incident.js';

interface ReportWords {
  readonly title: (incidentId: number) => string;
  readonly about: string;
  readonly range: (from: string, until: string) => string;
  readonly goesOn: string;
  readonly reason: string;
  readonly opened: string;
  readonly due: string;
  readonly closed: string;
  readonly notClosed: string;
  readonly confirmedBy: (account: string) => string;
  readonly provider: Readonly<Record<ProviderMark, string>>;
  readonly notHeard: string;
  readonly counts: string;
  readonly affected: string;
  readonly accountedFor: string;
  readonly untold: string;
  readonly undecided: string;
  readonly compensation: string;
  readonly list: string;
  readonly made: (at: string, timeZone: string) => string;
  readonly stages: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
}

export const reportWords: Readonly<Record<'zh' | 'en', ReportWords>> = {
  zh: {
    title: (incidentId) => `事故报告 ${incidentId}`,
    about: '对象',
    range: (from, until) => `${from} 至 ${until}`,
    goesOn: '（尚未结束）',
    reason: '原因',
    opened: '立案',
    due: '期限',
    closed: '结束',
    notClosed: '尚未结束',
    confirmedBy: (account) => `复核：${account}`,
    provider: { notified: '通知服务商', answered: '服务商答复', restored: '服务商称已恢复' },
    notHeard: '没有记录',
    counts: '结果',
    affected: '受影响的通知',
    accountedFor: '已有交代',
    untold: '尚未告知',
    undecided: '尚无法判断的消息',
    compensation: '补偿',
    list: '名单',
    made: (at, timeZone) => `本报告作于 ${at}（${timeZone}）。`,
    stages: {
      'preliminary-approval': '初审通过',
      'supplementary-documents': '补充材料',
      'final-decision': '审批结果',
    },
    columns: [
      '申请号',
      '节点',
      '轮次',
      '应告知时间',
      '丢失的消息发出于',
      '通路',
      '结果',
      '告知时间',
      '告知途径或经办人',
      '延误（分钟）',
      '补偿',
      '补偿告知时间',
      '补偿经办人',
    ],
  },
  en: {
    title: (incidentId) => `Report of incident ${incidentId}`,
    about: 'About',
    range: (from, until) => `${from} to ${until}`,
    goesOn: '(goes on)',
    reason: 'Reason',
    opened: 'Opened',
    due: 'Due',
    closed: 'Closed',
    notClosed: 'not closed',
    confirmedBy: (account) => `confirmed by ${account}`,
    provider: {
      notified: 'Provider notified',
      answered: 'Provider answered',
      restored: 'Provider said it was restored',
    },
    notHeard: 'not on record',
    counts: 'What became of it',
    affected: 'Notices affected',
    accountedFor: 'Accounted for',
    untold: 'Still untold',
    undecided: 'Messages that cannot be judged yet',
    compensation: 'Compensation',
    list: 'List',
    made: (at, timeZone) => `This report was made at ${at} (${timeZone}).`,
    stages: {
      'preliminary-approval': 'preliminary approval',
      'supplementary-documents': 'supplementary documents',
      'final-decision': 'final decision',
    },
    columns: [
      'application',
      'stage',
      'round',
      'owed at',
      'lost message begun at',
      'route',
      'what became of it',
      'told at',
      'by route or person',
      'minutes late',
      'compensation',
      'compensation told at',
      'compensation told by',
    ],
  },
};
