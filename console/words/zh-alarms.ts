/** What the page of alarms says, in Chinese. */
import type { Alarm } from '../door/shapes.js';

type Told = Alarm['told'][number];

export const zhAlarms = {
  title: '告警',
  lead: '需要有人处理的事：按紧急程度排列，谁在处理、通知了谁都在这里。',
  severities: { critical: '严重', warning: '警告', minor: '一般' } satisfies Record<
    Alarm['severity'],
    string
  >,
  sections: { critical: '严重', warning: '警告', minor: '一般' } satisfies Record<Alarm['severity'], string>,
  hints: {
    critical: '无人处理时申请人收不到通知，昼夜都会通知响应人。',
    warning: '当天处理。',
    minor: '有空时查看。',
  } satisfies Record<Alarm['severity'], string>,
  count: (count: number, more: boolean): string => `${more ? '至少 ' : ''}${count} 项`,
  noneOpen: '没有未解除的告警。',
  past: '已解除',
  nonePast: '还没有已解除的告警。',
  over: '已解除',
  inHand: '已有人处理',
  more: '显示更多',
  since: '开始于',
  until: '解除于',
  times: (count: number): string => `已出现 ${count} 次`,
  extent: (count: number): string => `涉及 ${count} 项`,
  recurs: '反复出现',
  acknowledged: '已确认：',
  worse: '此后情况加重，已重新上报。',
  runbook: '处置手册',
  toldNobody: '没有通知任何人。',
  toldTitle: (count: number): string => `通知记录（${count} 条）`,
  toldStep: (step: number): string => (step === 1 ? '通知' : `第 ${step} 级上报`),
  toldOver: '通知解除',
  channels: { email: '邮件', webhook: '推送' } satisfies Record<NonNullable<Told['channel']>, string>,
  states: { pending: '发送中', taken: '已收下', 'given-up': '未能送达' } satisfies Record<
    NonNullable<Told['state']>,
    string
  >,
  acknowledge: '确认告警',
  acknowledgeNow: '确认，由我处理',
  silencesIt: '确认后不再逐级上报，除非情况加重，或解除后再次出现。',
  endsIt: '这类告警说的是已经发生的事，确认后即解除；再次发生会重新告警。',
  note: '处理说明（可不填）',
  noteHint: '例如：正在重启 worker',
};

export type AlarmsWords = typeof zhAlarms;
