/** Each recorded fact in Chinese. */
import type { TaskClosedBecause, TaskKind } from '../../human-task/human-task.js';
import { byReason } from './words.js';
import type { Words } from './words.js';
import {
  account,
  byCalendar,
  lasting,
  lineWords,
  onDay,
  outcomeWords,
  reasons,
  refusalReason,
  reported,
  stageName,
  way,
  when,
} from './chinese-vocabulary.js';
import { result, sent } from './chinese-attempt.js';
import { checkedWords } from './chinese-checks.js';
import { leftOutReason } from './chinese-left-out.js';
import { secondPersonEvidence } from './chinese-second-person.js';

const closedBecause: Readonly<Record<TaskClosedBecause, string>> = {
  delivered: '通知后来送达了',
  superseded: '已被更新的内容取代',
  withdrawn: '申请已撤回',
  'contact-corrected': '联系方式已更正',
};

const contactNames: Readonly<Record<string, string>> = {
  mobile: '手机号',
  email: '电子邮箱',
  landline: '固定电话',
};

/** What a task asks of staff. */
export const toDo: Readonly<Record<TaskKind, string>> = {
  'deliver-by-hand': '告知申请人',
  'correct-contact': '更正联系方式',
  complaint: '答复投诉',
  'tell-compensation': '告知补偿',
};

const needless = (tasks: readonly TaskKind[]): string => {
  if (tasks.length > 1) return '无需再由人工告知申请人或更正联系方式';
  return tasks[0] === 'correct-contact' ? '无需再由人工更正联系方式' : '无需再由人工告知申请人';
};

export const chineseEvidence: Words['evidence'] = {
  'application-reported': () => '信贷系统报送了申请。',
  'application-withdrawn': () => '申请已撤回。',
  'reply-received': ({ unsubscribes, complains }) =>
    `申请人回复了短信${unsubscribes ? '，要求退订' : ''}${complains ? '，提出投诉' : ''}${unsubscribes || complains ? '' : '；内容已加密留存'}。`,
  'application-erased': ({ because }) =>
    `申请人的个人信息已${because === 'retention' ? '因保存期限届满' : '应要求'}删除；此处是删除后留存的记录。`,
  'stage-reported': ({ place, decidedAt, urgent }, clockwork) =>
    `信贷系统报送了${stageName(place.stage, place.round)}${urgent ? '（紧急）' : ''}；银行作出决定的时间${decidedAt === undefined ? '没有报送' : `是${when(clockwork, decidedAt)}`}。`,
  'report-refused': ({ what, stage, round, code }) =>
    `${reported(what, stage, round)}的一次报送没有被接受，${refusalReason(code)}。`,
  'decision-listed': ({ place, day, decidedAt, reportedAfterMs }, clockwork) =>
    `银行${onDay(day)}的决定清单列有${stageName(place.stage, place.round)}${decidedAt === undefined ? '' : `，决定时间是${when(clockwork, decidedAt)}`}；当时没有相应的报送记录${reportedAfterMs === undefined ? '' : `，作出决定${lasting(reportedAfterMs)}后才报送给我方`}。`,
  held: ({ until, because, line }, clockwork) =>
    because === 'calendar-unknown'
      ? `暂缓发送，日历中没有该年度；${when(clockwork, until)}再看。`
      : `因${because === 'window' ? '不在发送时段' : '正值静默时段'}，暂缓到${byCalendar(clockwork, until)}。${lineWords(clockwork, line)}`,
  'window-closed': () => '正要发送时已过发送时段，没有发出。',
  'left-out': ({ leftOut }) =>
    `没有采用：${byReason(leftOut, leftOutReason)
      .map(([reason, routes]) => `${routes.map(way).join('、')}，因${reason}`)
      .join('；')}。`,
  barred: ({ route }) => `没有经${way(route)}发送，因为可能已经这样发给过同一号码或地址，不重复发送。`,
  attempt: (fact, clockwork) => `${sent(fact)}；${result(fact, clockwork)}。`,
  'receipt-contradicts': ({ route }) => `${way(route)}的另一份确认与已有记录矛盾，已告警。`,
  'incident-listed': ({ incidentId, route }) =>
    `列入事故 ${incidentId} 的名单：${way(route)}的消息可能没有送达。`,
  'task-opened': ({ task, because, dueAt, overdue }, clockwork) =>
    `转人工${toDo[task]}，因${reasons[because]}；应于${when(clockwork, dueAt)}前完成${overdue ? '，未能按时完成' : ''}。`,
  'task-put-off': ({ staffRef, because, until }, clockwork) =>
    `${account(staffRef)}致电${because === 'no-answer' ? '未接通' : '，对方要求改时再打'}，${when(clockwork, until)}再打。`,
  'task-completed': ({ task, outcome, staffRef, confirmedBy, verified }) =>
    `${account(staffRef)}${task === 'correct-contact' && outcome === 'unreachable' ? '没有找到正确的联系方式' : outcomeWords[outcome]}${confirmedBy === undefined ? '' : `，${account(confirmedBy)}复核`}${verified ? '' : '（登记人身份未经我方核验）'}。`,
  'task-closed': ({ tasks, because }) =>
    `${needless(tasks)}，${because === undefined ? '原因没有记录' : `因为${closedBecause[because]}`}。`,
  'second-person': secondPersonEvidence,
  abridged: ({ count }) => `其间另有 ${count} 条记录，此处从略。`,
  'contact-verified': checkedWords,
  contact: ({ contact: { name, state } }) => {
    const called = contactNames[name] ?? '应用推送';
    if (state === 'missing') return `没有登记${called}。`;
    if (state === 'not-in-service') return `经核验，登记的${called}是空号，不再使用。`;
    if (state === 'not-this-person') return `经核验，登记的${called}不属于申请人本人，不再使用。`;
    return state === 'good' ? `登记有${called}，只能拨打。` : `登记的${called}格式不对，无法使用。`;
  },
};
