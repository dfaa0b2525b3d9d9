/** Chinese words for the vocabulary, as a member of staff would say them. */
import { channelOf } from '../../attempt/route.js';
import type { Channel, Route } from '../../attempt/route.js';
import { assertNever } from '../../failure/assert-never.js';
import { catalogue } from '../../failure/catalogue.js';
import type { FailureCode } from '../../failure/catalogue.js';
import { isStaffRef } from '../../human-task/human-task.js';
import type { TaskBecause, TaskOutcome } from '../../human-task/human-task.js';
import type { Wait } from '../../notice/state.js';
import type { Stage } from '../../stage/stage.js';
import { mostTurnsTold } from '../detour.js';
import type { LineFact, RefusalFact } from '../facts.js';
import type { Detour, Place, Setback } from '../finding.js';
import { calendarMomentOf, momentIn, momentOfDate, roughly } from '../moment.js';
import type { Clockwork, Moment } from '../moment.js';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];
const dateWords = ({ year, month, day, weekday }: Moment): string =>
  `${year}年${month}月${day}日（周${weekdays[weekday] ?? ''}）`;

/** `2026年11月9日（周一）09:00` */
export const when = ({ timeZone }: Clockwork, instant: number): string => {
  const moment = momentIn(timeZone, instant);
  return `${dateWords(moment)}${moment.clock}`;
};

/** To the second, for what happened. */
export const exactly = ({ timeZone }: Clockwork, instant: number): string => {
  const moment = momentIn(timeZone, instant);
  return `${dateWords(moment)}${moment.toTheSecond}`;
};

/** `2026年11月9日（周一）`, of a local date `YYYY-MM-DD`. */
export const onDay = (date: string): string => dateWords(momentOfDate(date));

const units = { minute: '分钟', hour: '小时', day: '天' } as const;
/** About how long, in whole minutes, hours or days. */
export const lasting = (ms: number): string => {
  const { count, unit } = roughly(ms);
  return `${count} ${units[unit]}`;
};

/** An instant of the send windows; on a pressed calendar also by the clock. */
export const byCalendar = (clockwork: Clockwork, instant: number): string => {
  const moment = calendarMomentOf(clockwork, instant);
  const words = `${dateWords(moment)}${moment.clock}`;
  if (clockwork.pressed === undefined) return words;
  const { toTheSecond } = momentIn(clockwork.timeZone, instant);
  return `演示日历${words}（实际时间 ${toTheSecond}）`;
};

/** Why it is later than the opening. */
export const lineWords = (clockwork: Clockwork, line: LineFact | undefined): string =>
  line === undefined
    ? ''
    : `${byCalendar(clockwork, line.opensAt)}开始发送，服务商每秒接收的数量有限，排在前面的有 ${line.ahead.toLocaleString('en')} 条。`;

export const channelWords: Readonly<Record<Channel, string>> = {
  sms: '短信',
  push: '应用推送',
  email: '电子邮件',
  voice: '语音电话',
};
/** Providers named after what they speak: nobody calls them that. */
const unspoken: readonly string[] = ['fcm', 'smtp'];
/** `短信（aliyun）`, `电子邮件` */
export const way = (route: Route): string => {
  const channel = channelOf(route);
  const provider = route.slice(channel.length + 1);
  return unspoken.includes(provider) ? channelWords[channel] : `${channelWords[channel]}（${provider}）`;
};

const stageNames: Readonly<Record<Stage, string>> = {
  'preliminary-approval': '初审通过',
  'supplementary-documents': '补充材料',
  'final-decision': '审批结果',
};
export const stageName = (stage: Stage, round = 1): string =>
  `「${stageNames[stage]}」${round === 1 ? '' : `（第 ${round} 轮）`}`;
export const message = ({ stage, round }: Place): string => `${stageName(stage, round)}的通知`;

const reportNames: Readonly<Record<RefusalFact['kind'], string>> = {
  application: '申请',
  stage: '节点',
  contacts: '联系方式',
  withdrawal: '撤回',
};
/** What a refused report was about. */
export const reported = (kind: RefusalFact['kind'], stage: Stage | undefined, round = 1): string =>
  kind === 'stage' && stage !== undefined ? stageName(stage, round) : reportNames[kind];

export const refusalReason = (code: FailureCode | undefined): string =>
  code === undefined ? '原因未知' : `原因：${catalogue[code].zh}`;

/** Why something failed, as a clause. */
export const reasons: Readonly<Record<TaskBecause, string>> = {
  'wrong-number': '登记的号码、地址或应用无效，或已停用',
  'suspect-number': '号码可能是空号、停机或关机（具体是哪一种尚不清楚）',
  unreachable: '手机或邮箱暂时联系不上',
  blocked: '消息被黑名单、频率上限或拒收设置拦下',
  'rate-limited': '服务商暂时不再接收消息',
  'content-rejected': '服务商不接受通知文字或签名',
  misconfigured: '我方在服务商处的账户设置有误',
  'provider-down': '服务商当时无法为我方服务',
  'unknown-outcome': '查不清消息的下落',
  'not-allowed': '不允许发送',
  silence: '没有按时收到送达确认',
  'no-route': '没有可用的发送方式',
  'bad-contact': '登记的联系方式无法使用',
  'not-this-person': '经核验，登记的手机号不属于申请人本人',
  'applicant-complained': '申请人回复短信投诉',
  bounced: '对方邮件服务器先收下邮件，后来又退了回来',
  'workflow-gone': '自动处理意外终止',
  incident: '服务商发生事故，是否送达无法确认',
  'compensation-granted': '银行因通知延误给予补偿',
};

/** Why an attempt did not settle the matter, as a clause. */
export const setback = (because: Setback): string =>
  because === 'never-received' ? '服务商从未收到' : reasons[because];

export const outcomeWords: Readonly<Record<TaskOutcome, string>> = {
  'told-by-phone': '已电话告知申请人',
  'told-in-branch': '已在网点当面告知申请人',
  'told-by-letter': '已书面告知申请人',
  'applicant-refused': '联系上了申请人，对方不愿听取',
  unreachable: '确认联系不上申请人',
  'contact-corrected': '已请人更正联系方式',
  'complaint-answered': '已答复投诉',
};

export const waitWords: Readonly<Record<Wait, string>> = {
  window: '可以发送的时段',
  calendar: '该年度的日历数据',
  workflow: '系统开始处理',
  provider: '服务商应答',
  receipt: '送达确认',
  reconciliation: '服务商答复消息的下落',
  'back-off': '服务商恢复接收',
  staff: '人工处理',
};

/** An account of staff; what has not its shape might be somebody's number. */
export const account = (staffRef: string | undefined): string =>
  isStaffRef(staffRef) ? `员工 ${staffRef} ` : '一位员工（账号没有记录）';

/** How it went on from one way to another, a sentence each; or nothing. */
export function detourWords([first, ...more]: readonly Detour[]): string {
  if (first === undefined) return '';
  const untold = Math.max(0, more.length - mostTurnsTold);
  const between = untold === 0 ? [] : [`此后换过 ${untold} 次`];
  return [firstTurn(first), ...between, ...more.slice(untold).map(nextTurn)]
    .map((one) => `${one}。`)
    .join('');
}

const firstTurn = ({ from, to, because, how }: Detour): string => {
  switch (how) {
    case 'another-way':
      return `先经${way(from)}发送；因${setback(because)}，改经${way(to)}发送`;
    case 'another-contact':
      return `先经${way(from)}发往一个联系方式；因${setback(because)}，改发往另一个`;
    case 'corrected-contact':
      return '先发往更正前的联系方式，没有成功；更正之后重新发送';
    case 'copy':
      return `先经${way(from)}发送；因${setback(because)}，又经${way(to)}补发了一份`;
    default:
      return assertNever(how);
  }
};

const nextTurn = ({ to, because, how }: Detour): string => {
  switch (how) {
    case 'another-way':
      return `之后因${setback(because)}，又改经${way(to)}发送`;
    case 'another-contact':
      return `之后因${setback(because)}，又经${way(to)}改发往另一个联系方式`;
    case 'corrected-contact':
      return `之后联系方式已更正，又经${way(to)}发送`;
    case 'copy':
      return `之后因${setback(because)}，又经${way(to)}补发了一份`;
    default:
      return assertNever(how);
  }
};
