/** What is said of each cause in Chinese. */
import { channelOf } from '../../attempt/route.js';
import type { Route } from '../../attempt/route.js';
import { canBeAsked } from '../askable.js';
import type { TaskBecause } from '../../human-task/human-task.js';
import type { LeftOutRoute } from '../../plan/left-out.js';
import type { Detour } from '../finding.js';
import type { Clockwork } from '../moment.js';
import type { Words } from './words.js';
import {
  account,
  byCalendar,
  detourWords,
  lineWords,
  message,
  onDay,
  outcomeWords,
  reasons,
  refusalReason,
  reported,
  stageName,
  waitWords,
  way,
  when,
} from './chinese-vocabulary.js';
import { notAllowedUnknown, notAllowedWords, remedyWords } from './chinese-left-out.js';
import { reviewWords, secondPersonStep, secondPersonWords } from './chinese-second-person.js';

const verify = '在进一步说明之前，请允许我先核实您的身份。';
const checking = '您的申请我们内部正在核查，我查清后给您回电。';
const onItsWay = `有一条给您的通知正在发送。${verify}`;
const staffHaveIt = `有一条给您的通知，我们希望直接告诉您本人。${verify}`;
const wasSent = (route: Route | undefined): string =>
  route !== undefined && channelOf(route) === 'voice'
    ? `我们的记录显示，我们拨打了您登记的号码，电话已被接听。${verify}`
    : `我们的记录显示，有一条通知已送达您登记的联系方式。${verify}`;

const isTwice = (detours: readonly Detour[]): boolean => detours.some(({ how }) => how === 'copy');
const twice = (detours: readonly Detour[]): string =>
  detours.some(({ how, to }) => how === 'copy' && channelOf(to) === 'voice')
    ? '申请人可能既收到通知，又接到电话；电话里只说有新的进展。'
    : '申请人可能收到两份，编号相同。';

const whyStaff = (because: TaskBecause | undefined): string =>
  because === undefined ? '原因没有记录' : reasons[because];

const also = (notAllowed: readonly LeftOutRoute[]): string =>
  notAllowed.length === 0 ? '' : `；${notAllowedWords(notAllowed)}`;

interface Term {
  readonly since: number;
  readonly dueAt?: number;
  readonly overdue: boolean;
}
const term = (clockwork: Clockwork, { since, dueAt, overdue }: Term): string => {
  const begun = `已于${when(clockwork, since)}转人工`;
  if (dueAt === undefined) return `${begun}，截止时间没有记录。`;
  return overdue
    ? `${begun}，应于${when(clockwork, dueAt)}前完成，现已超期。`
    : `${begun}，应于${when(clockwork, dueAt)}前完成。`;
};
const byWhom = '核实申请人身份后告知本人，并在任务中登记告知方式。';
const at = (clockwork: Clockwork, instant: number | undefined): string =>
  instant === undefined ? '在没有记录的时间' : `于${when(clockwork, instant)}`;
const byWay = (route: Parameters<typeof way>[0] | undefined): string =>
  route === undefined ? '以没有记录的方式' : `经${way(route)}`;
const until = (clockwork: Clockwork, instant: number | undefined): string =>
  instant === undefined ? '截止时间没有记录' : `最迟等到${when(clockwork, instant)}`;
const goesOutAt = (clockwork: Clockwork, instant: number): string =>
  `有一条给您的通知，将于${byCalendar(clockwork, instant)}发出。${verify}`;

export const chineseCauses: Words['causes'] = {
  'application-unknown': () => ({
    cause: '从未有人向我方报送过这个编号的申请。',
    nextStep: '先与申请人核对编号，再向信贷系统查询该申请是否已经报送。',
    tellApplicant: '我在通知记录里没有找到这个编号的申请，我们一起核对一下编号好吗？',
  }),
  'nothing-reported': ({ reportedAt }, clockwork) => ({
    cause: `没有任何决定报送给我方：申请于${when(clockwork, reportedAt)}报送，此后没有报送过任何节点。`,
    nextStep: '向审批部门询问是否已有决定；报送之后，通知会自动发出。',
    tellApplicant: '目前通知记录里还没有您申请的新消息，我会去问负责的部门。',
  }),
  'stage-not-reported': ({ stage, round, laterKnown }) => ({
    cause: `${stageName(stage, round)}这一节点没有决定报送给我方。${laterKnown ? '更后的节点已经报送，节点可以跳过。' : ''}`,
    nextStep: '向审批部门询问该申请是否到了这一节点；报送之后，通知会自动发出。',
    tellApplicant: '目前通知记录里还没有这一步的消息，我会去问负责您申请的部门。',
  }),
  'report-refused': ({ at: refusedAt, kind, stage, round, code }, clockwork) => ({
    cause: `信贷系统于${when(clockwork, refusedAt)}报送了${reported(kind, stage, round)}，但我方没有接受，${refusalReason(code)}。因此没有相应的通知。`,
    nextStep:
      code === 'stage-goes-back'
        ? '查看更后节点的通知：此后不再通知这一节点。如有其他用意，向信贷系统查询。'
        : '请信贷系统更正后重新报送。',
    tellApplicant: checking,
  }),
  'decision-unreported': ({ place, day, decidedAt, applicationKnown, laterKnown }, clockwork) => ({
    cause: `银行自己的决定清单显示，${stageName(place.stage, place.round)}已于${decidedAt === undefined ? onDay(day) : when(clockwork, decidedAt)}作出决定，但信贷系统从未把这一决定报送给我方${applicationKnown ? '' : '，申请本身也没有报送过'}。${laterKnown ? '更后的节点已经报送。' : ''}`,
    nextStep: laterKnown
      ? '查看更后节点的通知：此后不再通知这一节点。向信贷系统查询为何漏报。'
      : `请信贷系统立即补报${applicationKnown ? '' : '申请和决定'}；报送之后，通知会自动发出。`,
    tellApplicant: checking,
  }),
  'correction-waits': ({ place, since, until: to }, clockwork) => ({
    cause: `信贷系统于${when(clockwork, since)}更正了${stageName(place.stage)}（第 ${place.round} 轮）。申请人已经或可能已经获知原来的内容，更正须经第二人同意方能通知，最迟${when(clockwork, to)}。`,
    nextStep: '请主管审批；审批之前，更正前后的内容都不要告知申请人。',
    tellApplicant: checking,
  }),
  'being-taken-up': ({ place, since }, clockwork) => ({
    cause: `${stageName(place.stage, place.round)}于${when(clockwork, since)}报送，系统正要开始处理它的通知。`,
    nextStep: '等一分钟再查。',
    tellApplicant: `有一条给您的通知正在准备。${verify}`,
  }),
  'held-for-hours': ({ place, until: to, policy, line }, clockwork) => ({
    cause: `${message(place)}暂缓到${byCalendar(clockwork, to)}发送，因为通知${policy === 'strict' ? '只在工作时间发送' : '尽可能在工作时间发送'}。${lineWords(clockwork, line)}`,
    nextStep: '等到那时，会自动发送。',
    tellApplicant: goesOutAt(clockwork, to),
  }),
  'held-for-quiet': ({ place, until: to, line }, clockwork) => ({
    cause: `${message(place)}暂缓到${byCalendar(clockwork, to)}发送，因为夜间静默时段不打扰手机。${lineWords(clockwork, line)}`,
    nextStep: '等到那时，会自动发送。',
    tellApplicant: goesOutAt(clockwork, to),
  }),
  'calendar-unknown': ({ place, askAgainAt }, clockwork) => ({
    cause: `${message(place)}暂缓发送，因为日历里还没有该年度的工作日和节假日；${when(clockwork, askAgainAt)}会再看一次。`,
    nextStep: '请工程师补充该年度的日历；告警已经发出。',
    tellApplicant: `有一条给您的通知已经准备好，发送时间确定后立即发出。${verify}`,
  }),
  'being-sent': ({ place, route, detours }) => ({
    cause: `${message(place)}此刻${route === undefined ? '正在' : `正经${way(route)}`}发送。${detourWords(detours)}`,
    nextStep: '等一分钟再查。',
    tellApplicant: onItsWay,
  }),
  'awaiting-receipt': ({ place, route, since, until: to, detours }, clockwork) => ({
    cause: `${message(place)}已于${when(clockwork, since)}经${way(route)}交出，服务商已受理；是否送达尚不清楚，正在等送达确认，${until(clockwork, to)}。${detourWords(detours)}`,
    nextStep: '等到那时；没有确认的话，会自动换方式发送或转人工。',
    tellApplicant: `给您的通知已经发出，是否送达还没有确认。${verify}`,
  }),
  'mail-server-accepted': ({ place, since, until: to, detours }, clockwork) => ({
    cause: `${message(place)}已于${when(clockwork, since)}由收件方邮件服务器接收，是否读到尚不清楚。没有退信即视为送达，${until(clockwork, to)}。${detourWords(detours)}`,
    nextStep: '等到那时；其间可请申请人查看垃圾邮件文件夹。',
    tellApplicant: `给您的电子邮件已由您的邮箱服务接收，也可能在垃圾邮件文件夹里。${verify}`,
  }),
  'push-unacknowledged': ({ place, since, until: to, detours }, clockwork) => ({
    cause: `${message(place)}已于${when(clockwork, since)}由推送服务受理，应用还没有确认收到。正在等确认，${until(clockwork, to)}。${detourWords(detours)}`,
    nextStep: '等到那时；没有确认的话，会自动换方式发送或转人工。',
    tellApplicant: `我们的应用里有给您的消息，请打开看一看。${verify}`,
  }),
  'outcome-unknown': ({ place, route, asked, until: to }, clockwork) => {
    const unanswered = `${message(place)}${byWay(route)}交出后，没有得到是否受理的答复。`;
    if (route !== undefined && !canBeAsked(route))
      return {
        cause: `${unanswered}事后无从查询；为了不盲目重发，先看它是否送达，${until(clockwork, to)}。`,
        nextStep: '等到那时；仍不清楚的话，会自动换方式发送或转人工。',
        tellApplicant: `有一条给您的通知可能正在路上，目前还不能确定。${verify}`,
      };
    return {
      cause: `${unanswered}为了不盲目重发，先向服务商查询（${asked === 0 ? '尚未查询' : `已查询 ${asked} 次`}），下一次答复${until(clockwork, to)}。`,
      nextStep: '等到那时，会按答复自动继续。',
      tellApplicant: `有一条给您的通知可能正在路上，我们正在向服务商核实。${verify}`,
    };
  },
  'provider-limit': ({ place, route, until: to }, clockwork) => ({
    cause: `${message(place)}正在等候${route === undefined ? '' : `经${way(route)}`}发送，因为服务商暂时不再接收消息，${until(clockwork, to)}。`,
    nextStep: '等到那时，会自动再试。',
    tellApplicant: onItsWay,
  }),
  stalled: ({ place, waitedFor, until: to }, clockwork) => ({
    cause: `${message(place)}应于${when(clockwork, to)}前有进展，但没有：当时在等${waitWords[waitedFor]}。为什么没有进展尚不清楚。`,
    nextStep: '立即告诉工程师；如果申请人正在等，核实身份后由您直接答复。',
    tellApplicant: checking,
  }),
  'with-staff': ({ place, because, notAllowed, ...rest }, clockwork) => ({
    cause: `${message(place)}未能自动送达：${whyStaff(because)}${also(notAllowed)}。${term(clockwork, rest)}${secondPersonWords(clockwork, rest.secondPerson)}`,
    nextStep: `${byWhom}${remedyWords(notAllowed)}${secondPersonStep(rest.secondPerson)}`,
    tellApplicant: staffHaveIt,
  }),
  'staff-overdue': ({ place, because, notAllowed, ...rest }, clockwork) => ({
    cause: `${message(place)}未能自动送达：${whyStaff(because)}${also(notAllowed)}。${term(clockwork, rest)}${secondPersonWords(clockwork, rest.secondPerson)}`,
    nextStep: `${byWhom}请现在就办，或告诉主管安排人办。${remedyWords(notAllowed)}${secondPersonStep(rest.secondPerson)}`,
    tellApplicant: staffHaveIt,
  }),
  'contact-unusable': ({ place, because, missing, ...rest }, clockwork) => ({
    cause: `${message(place)}${because === 'no-route' && missing ? '无法发送：没有登记可以发往的联系方式' : `无法发往登记的联系方式：${because === 'no-route' ? '格式不对，无法使用' : whyStaff(because)}`}。${term(clockwork, rest)}${secondPersonWords(clockwork, rest.secondPerson)}`,
    nextStep: `核实申请人身份，记下正确的联系方式并报送；或直接告知本人并完成任务。${rest.overdue ? '已经超期，请现在就办。' : ''}${secondPersonStep(rest.secondPerson)}`,
    tellApplicant: '有一条给您的通知。请允许我先核实您的身份，再与您确认怎样联系您最方便。',
  }),
  'not-permitted': ({ place, notAllowed, barred, ...rest }, clockwork) => ({
    cause: `${message(place)}${barred.length === 0 ? `没有发送：${notAllowed.length === 0 ? notAllowedUnknown : notAllowedWords(notAllowed)}` : `没有经${barred.map(way).join('、')}发送：可能已经这样发给过同一号码或地址，不重复发送`}。${term(clockwork, rest)}${secondPersonWords(clockwork, rest.secondPerson)}`,
    nextStep: `${byWhom}${rest.overdue ? '已经超期，请现在就办。' : ''}${remedyWords(notAllowed)}${secondPersonStep(rest.secondPerson)}`,
    tellApplicant: staffHaveIt,
  }),
  delivered: ({ place, at: then, route, detours }, clockwork) => ({
    cause: `${message(place)}已${at(clockwork, then)}${byWay(route)}送达。${detourWords(detours)}`,
    nextStep: '无需再做什么。',
    tellApplicant: wasSent(route),
  }),
  'delivered-late': ({ place, at: then, route, detours, wasWithStaff }, clockwork) => ({
    cause: `${message(place)}较晚才送达：${wasWithStaff ? '转人工之后，' : ''}${at(clockwork, then)}${byWay(route)}送达。${detourWords(detours)}${isTwice(detours) ? twice(detours) : ''}`,
    nextStep: '无需再做什么。',
    tellApplicant: wasSent(route),
  }),
  'delivered-unconfirmed': ({ place, at: then, route, detours }, clockwork) => ({
    cause: `${message(place)}${at(clockwork, then)}视为${byWay(route)}送达：收件方邮件服务器接收后没有退信。是否读到尚不清楚。${detourWords(detours)}${isTwice(detours) ? twice(detours) : ''}`,
    nextStep: '无需再做什么；如果申请人没有找到，核实身份后由您直接答复。',
    tellApplicant: `给您的电子邮件已由您的邮箱服务接收，也可能在垃圾邮件文件夹里。${verify}`,
  }),
  'delivery-contradicted': ({ place, at: then, route, contradictedAt }, clockwork) => ({
    cause: `${message(place)}曾确认${at(clockwork, then)}${byWay(route)}送达，但${when(clockwork, contradictedAt)}的另一份确认与此矛盾。哪一份正确尚不清楚。`,
    nextStep: '告诉主管；核实申请人身份，问是否收到。',
    tellApplicant: `我们不能确定给您的一条通知是否送到。${verify}`,
  }),
  'completed-by-staff': ({ place, at: then, outcome, staffRef, verified }, clockwork) => ({
    cause: `${message(place)}已由人工${at(clockwork, then)}完成：${account(staffRef)}${outcome === undefined ? '处理了，方式没有记录' : outcomeWords[outcome]}。${verified === false ? '登记人的身份未经我方核验。' : ''}`,
    nextStep: '无需再做什么。',
    tellApplicant: `我们的记录显示，同事已经与您联系过。${verify}`,
  }),
  superseded: ({ place, at: then, by }, clockwork) => ({
    cause: `${message(place)}不再继续：已${at(clockwork, then)}被${by === undefined ? '更新的内容（没有记录）' : stageName(by.stage, by.round)}取代。`,
    nextStep: by === undefined ? '查看最近一次报送。' : '查看取代它的那条通知。',
    tellApplicant: `您的申请有了更新的消息。${verify}`,
  }),
  withdrawn: ({ place, at: then }, clockwork) => ({
    cause: `申请已${at(clockwork, then)}撤回，${place === undefined ? '' : message(place)}不再需要发送${place === undefined ? '任何通知' : ''}。`,
    nextStep: '无需再做什么；如果申请人不知道撤回一事，向信贷系统查询。',
    tellApplicant: `这笔申请没有待发送的通知了。${verify}`,
  }),
  unreachable: ({ place, at: then, staffRef, confirmedBy, alone }, clockwork) => ({
    cause: `${message(place)}未能送到申请人：${account(staffRef)}${at(clockwork, then)}确认联系不上，${alone === undefined ? `并由${account(confirmedBy)}复核` : reviewWords(alone)}。`,
    nextStep: '无需再做什么；如果申请人现在来电，核实身份后告知本人，并记下正确的联系方式。',
    tellApplicant: `我们曾尝试联系您，有一条给您的通知。${verify}`,
  }),
};
