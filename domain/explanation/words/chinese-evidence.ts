/** Each recorded fact in Chinese. */
import { channelOf } from '../../attempt/route.js';
import { canBeAsked } from '../askable.js';
import { assertNever } from '../../failure/assert-never.js';
import type { TaskClosedBecause, TaskKind } from '../../human-task/human-task.js';
import type { EvidenceOf } from '../evidence.js';
import type { AttemptFacts } from '../facts.js';
import type { Clockwork } from '../moment.js';
import { byReason } from './words.js';
import type { Words } from './words.js';
import {
  account,
  byCalendar,
  exactly,
  lasting,
  onDay,
  outcomeWords,
  reasons,
  refusalReason,
  reported,
  setback,
  stageName,
  way,
  when,
} from './chinese-vocabulary.js';
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

const toDo: Readonly<Record<TaskKind, string>> = {
  'deliver-by-hand': '告知申请人',
  'correct-contact': '更正联系方式',
  complaint: '答复投诉',
};

const needless = (tasks: readonly TaskKind[]): string => {
  if (tasks.length > 1) return '无需再由人工告知申请人或更正联系方式';
  return tasks[0] === 'correct-contact' ? '无需再由人工更正联系方式' : '无需再由人工告知申请人';
};

function purpose({ attempt, before, how }: EvidenceOf<'attempt'>): string {
  const because = before === undefined ? '' : `因${setback(before)}，`;
  const by = `经${way(attempt.route)}`;
  switch (attempt.purpose) {
    case 'first':
      return `${by}发送`;
    case 'failover':
      if (how === 'corrected-contact') return `${by}发往更正后的联系方式`;
      return how === 'another-contact' ? `${because}${by}改发往另一个联系方式` : `${because}改${by}发送`;
    case 'copy':
      return `${because}${by}补发一份`;
    case 'retry':
      return `${because}再次${by}发送`;
    case 'resend':
      return `员工要求${by}重新发送`;
    default:
      return assertNever(attempt.purpose);
  }
}

function result({ attempt, why }: EvidenceOf<'attempt'>, clockwork: Clockwork): string {
  const { settlement, outcome, failure } = attempt;
  const reason = why?.zh ?? (failure === undefined ? '原因没有记录' : reasons[failure]);
  const settledAt = attempt.settledAt === undefined ? '' : exactly(clockwork, attempt.settledAt);
  const first = attempt.unanswered ? '起初没有得到是否受理的答复；' : '';
  switch (settlement) {
    case 'delivered':
      return attempt.evidence === 'acceptance'
        ? `${first}${settledAt}没有退信，视为送达`
        : channelOf(attempt.route) === 'voice'
          ? `${first}${settledAt}电话已被接听并听完；接听的是谁无从得知`
          : `${first}${settledAt}确认送达`;
    case 'undelivered':
      return `${first}${settledAt}确认没有送达：${reason}`;
    case 'no-receipt':
      return `${first}没有按时收到送达确认`;
    case undefined:
      break;
    default:
      return assertNever(settlement);
  }
  switch (outcome) {
    case 'intended':
      return '还没有记录到服务商的答复';
    case 'rejected':
      return `未被接受：${reason}`;
    case 'accepted':
      return `${first}${accepted(attempt)}`;
    case 'unknown':
      return unknown(attempt);
    default:
      return assertNever(outcome);
  }
}

const accepted = ({ evidence }: AttemptFacts): string =>
  evidence === 'acceptance' ? '收件方邮件服务器已接收，至今没有退信' : '服务商已受理，尚未确认送达';

function unknown({ route, neverReceived, asked }: AttemptFacts): string {
  if (neverReceived) return '没有得到答复；经查询，服务商表示从未收到';
  return canBeAsked(route)
    ? `服务商是否受理尚不清楚，${asked === 0 ? '尚未查询' : `已查询 ${asked} 次`}`
    : '没有得到是否受理的答复，事后也无从查询';
}

export const chineseEvidence: Words['evidence'] = {
  'application-reported': ({ at }, clockwork) => `${exactly(clockwork, at)}：信贷系统报送了申请。`,
  'application-withdrawn': ({ at }, clockwork) => `${exactly(clockwork, at)}：申请已撤回。`,
  'reply-received': ({ at, unsubscribes, complains }, clockwork) =>
    `${exactly(clockwork, at)}：申请人回复了短信${unsubscribes ? '，要求退订' : ''}${complains ? '，提出投诉' : ''}${unsubscribes || complains ? '' : '；内容已加密留存'}。`,
  'application-erased': ({ at, because }, clockwork) =>
    `${exactly(clockwork, at)}：申请人的个人信息已${because === 'retention' ? '因保存期限届满' : '应要求'}删除；此处是删除后留存的记录。`,
  'stage-reported': ({ at, place, decidedAt, urgent }, clockwork) =>
    `${exactly(clockwork, at)}：信贷系统报送了${stageName(place.stage, place.round)}${urgent ? '（紧急）' : ''}；银行作出决定的时间${decidedAt === undefined ? '没有报送' : `是${when(clockwork, decidedAt)}`}。`,
  'report-refused': ({ at, what, stage, round, code }, clockwork) =>
    `${exactly(clockwork, at)}：${reported(what, stage, round)}的一次报送没有被接受，${refusalReason(code)}。`,
  'decision-listed': ({ at, place, day, decidedAt, reportedAfterMs }, clockwork) =>
    `${exactly(clockwork, at)}：银行${onDay(day)}的决定清单列有${stageName(place.stage, place.round)}${decidedAt === undefined ? '' : `，决定时间是${when(clockwork, decidedAt)}`}；当时没有相应的报送记录${reportedAfterMs === undefined ? '' : `，作出决定${lasting(reportedAfterMs)}后才报送给我方`}。`,
  held: ({ at, until, because }, clockwork) =>
    because === 'calendar-unknown'
      ? `${exactly(clockwork, at)}：暂缓发送，日历中没有该年度；${when(clockwork, until)}再看。`
      : `${exactly(clockwork, at)}：因${because === 'window' ? '不在发送时段' : '正值静默时段'}，暂缓到${byCalendar(clockwork, until)}。`,
  'window-closed': ({ at }, clockwork) => `${exactly(clockwork, at)}：正要发送时已过发送时段，没有发出。`,
  'left-out': ({ leftOut }) =>
    `没有采用：${byReason(leftOut, leftOutReason)
      .map(([reason, routes]) => `${routes.map(way).join('、')}，因${reason}`)
      .join('；')}。`,
  barred: ({ at, route }, clockwork) =>
    `${exactly(clockwork, at)}：没有经${way(route)}发送，因为可能已经这样发给过同一号码或地址，不重复发送。`,
  attempt: (fact, clockwork) =>
    `${exactly(clockwork, fact.at)}：${purpose(fact)}；${result(fact, clockwork)}。`,
  'receipt-contradicts': ({ at, route }, clockwork) =>
    `${exactly(clockwork, at)}：${way(route)}的另一份确认与已有记录矛盾，已告警。`,
  'task-opened': ({ at, task, because, dueAt, overdue }, clockwork) =>
    `${exactly(clockwork, at)}：转人工${toDo[task]}，因${reasons[because]}；应于${when(clockwork, dueAt)}前完成${overdue ? '，未能按时完成' : ''}。`,
  'task-completed': ({ at, task, outcome, staffRef, confirmedBy, verified }, clockwork) =>
    `${exactly(clockwork, at)}：${account(staffRef)}${task === 'correct-contact' && outcome === 'unreachable' ? '没有找到正确的联系方式' : outcomeWords[outcome]}${confirmedBy === undefined ? '' : `，${account(confirmedBy)}复核`}${verified ? '' : '（登记人身份未经我方核验）'}。`,
  'task-closed': ({ at, tasks, because }, clockwork) =>
    `${exactly(clockwork, at)}：${needless(tasks)}，${because === undefined ? '原因没有记录' : `因为${closedBecause[because]}`}。`,
  'second-person': secondPersonEvidence,
  'contact-verified': checkedWords,
  contact: ({ contact: { name, state } }) => {
    const called = contactNames[name] ?? '应用推送';
    if (state === 'missing') return `没有登记${called}。`;
    if (state === 'not-in-service') return `经核验，登记的${called}是空号，不再使用。`;
    if (state === 'not-this-person') return `经核验，登记的${called}不属于申请人本人，不再使用。`;
    return state === 'good' ? `登记有${called}，只能拨打。` : `登记的${called}格式不对，无法使用。`;
  },
};
