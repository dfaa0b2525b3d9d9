/** What is said of a drill in which a province was lost, as people read it. */
import type { Language } from '../../terminal.js';
import { figure, promiseRows, tableLines } from '../table.js';
import type { Group } from '../table.js';
import type { DrillScore } from './score.js';

const seconds = (ms: number | null): string => (ms === null ? '–' : `${(ms / 1_000).toFixed(1)} s`);

const groupsOf = (score: DrillScore): readonly Group[] => [
  {
    head: { en: 'from the first lost message', zh: '自第一条丢失的消息起' },
    rows: [
      [{ en: 'alarm', zh: '告警' }, seconds(score.alarmMs)],
      [{ en: 'share moved', zh: '流量调整' }, seconds(score.shareMovedMs)],
      [{ en: 'incident opened', zh: '立案' }, seconds(score.incidentMs)],
      [{ en: 'incident closed', zh: '事故结束' }, seconds(score.closedMs)],
      [
        { en: 'periods from enough lost to the alarm', zh: '样本足够后至告警的周期数' },
        figure(score.periodsToAlarm),
      ],
    ],
  },
  {
    head: { en: 'by the providers’ own log', zh: '以服务商自己的记录为准' },
    rows: [
      [{ en: 'messages accepted', zh: '已接收的消息' }, figure(score.accepted)],
      [
        { en: 'swallowed', zh: '被吞掉的消息' },
        `${figure(score.swallowed)} (${score.swallowedPercent.toFixed(1)} %)`,
      ],
      [
        { en: 'swallowed after the share was moved', zh: '流量调整后仍被吞掉' },
        figure(score.swallowedAfterMove),
      ],
    ],
  },
  {
    head: { en: 'the applicants left untold', zh: '未被告知的申请人' },
    rows: [
      [{ en: 'on the list', zh: '名单人数' }, figure(score.affected)],
      [{ en: 'told late by the same message', zh: '原消息迟到送达' }, figure(score.toldLate)],
      [{ en: 'told by another message', zh: '由另一条消息告知' }, figure(score.toldOtherwise)],
      [{ en: 'told by a resend', zh: '由补发告知' }, figure(score.toldByResend)],
      [{ en: 'told by staff', zh: '由人工告知' }, figure(score.toldByStaff)],
      [{ en: 'still untold', zh: '尚未告知' }, figure(score.untold), true],
    ],
  },
  {
    head: { en: 'compensation', zh: '补偿' },
    rows: [
      [{ en: 'proposed', zh: '提出' }, figure(score.compensationProposed)],
      [{ en: 'granted', zh: '准予' }, figure(score.compensationGranted)],
      [{ en: 'refused', zh: '不予' }, figure(score.compensationRefused)],
      [{ en: 'told to the applicant', zh: '已告知申请人' }, figure(score.compensationTold)],
    ],
  },
  {
    head: { en: 'must be 0', zh: '必须为 0' },
    rows: [
      [
        { en: 'other shares touched', zh: '其他省份或通路的流量被动过' },
        figure(score.otherSharesTouched),
        true,
      ],
      [{ en: 'other alarms about routes', zh: '其他通路告警' }, figure(score.otherAlarms), true],
      ...promiseRows(score),
    ],
  },
];

/** With the files of the report, and every difference that was found. */
export function scoreTable(score: DrillScore, reports: readonly string[], lang: Language): string {
  const { applications, route, province, seed, differences } = score;
  return [
    ...tableLines(
      {
        title: {
          en: `${applications} applications; ${route} lost ${province} (seed ${seed})`,
          zh: `${applications} 笔申请；${route} 丢失${province}的消息（种子 ${seed}）`,
        },
        groups: groupsOf(score),
        allHeld: {
          en: 'the list is exactly whom the provider left untold, and every one is accounted for',
          zh: '名单与服务商吞掉的消息完全一致，每一位都有交代',
        },
        differences,
      },
      lang,
    ),
    ...(reports.length === 0
      ? []
      : ['', { en: 'The report:', zh: '事故报告：' }[lang], ...reports.map((file) => `  ${file}`)]),
  ].join('\n');
}
