/** What is to come, in Chinese; when it comes stands beside it. */
import { assertNever } from '../../failure/assert-never.js';
import type { Then } from '../planned-step.js';
import type { Clockwork } from '../moment.js';
import { toDo } from './chinese-evidence.js';
import { proposed, proposer } from './chinese-second-person.js';
import { account, way, when } from './chinese-vocabulary.js';
import type { Words } from './words.js';

const opened = { window: '发送时段开始', 'quiet-hours': '静默时段结束' } as const;

/** What is done then, as a clause. */
function then(next: Then, clockwork: Clockwork): string {
  switch (next.step) {
    case 'send':
      if (next.how === 'copy') return `经${way(next.route)}补发一份`;
      return next.how === 'once-more' ? `再次经${way(next.route)}发送` : `改经${way(next.route)}发送`;
    case 'staff':
      return '转人工处理';
    case 'plan-anew':
      return next.laterAt === undefined
        ? '按届时的联系方式重新安排'
        : `重新安排，${when(clockwork, next.laterAt)}起可用其他方式`;
    default:
      return assertNever(next);
  }
}

export const chinesePlanned: Words['planned'] = {
  'taken-up': () => '最迟此时开始处理发送。',
  'window-opens': ({ because, next }) =>
    `暂缓至此时，${opened[because]}后${next === undefined ? '' : `经${way(next)}`}发送（以届时情况为准）。`,
  'calendar-asked': () => '再次查看日历；目前日历中没有该年度。',
  'answer-due': ({ route }) => `${way(route)}：等待服务商答复，至此时为止。`,
  'receipt-deadline': ({ route, then: next }, clockwork) =>
    next === undefined
      ? `${way(route)}：等待送达确认，至此时为止。`
      : `${way(route)}：届时仍未确认送达，则${then(next, clockwork)}。`,
  'counts-as-delivered': ({ route }) => `${way(route)}：届时没有退信，即视为送达。`,
  'provider-asked': ({ route, neverReceived, stillUnknown }, clockwork) =>
    `最迟此时向服务商查询${way(route)}的结果${neverReceived === undefined ? '' : `；若从未收到，则${then(neverReceived, clockwork)}`}${stillUnknown === undefined ? '' : `；若仍不清楚，则${then(stillUnknown, clockwork)}`}。`,
  'tried-again': ({ route }) => `再次经${way(route)}发送；在此之前服务商暂不接收消息。`,
  'receipt-possible': ({ route, bounce }) =>
    bounce ? `${way(route)}：在此之前仍可能被退回。` : `${way(route)}：在此之前仍可能收到送达确认。`,
  'task-reminder': ({ task }) => `届时尚未${toDo[task]}的，提醒员工。`,
  'task-due': ({ task }) => `员工应在此时前${toDo[task]}，逾期告警。`,
  'claim-expires': ({ task, by }) => `在此之前由${account(by)}${toDo[task]}，之后其他人可以领取。`,
  'approval-expires': ({ act, place, staffRef }) =>
    `届时无人审批的，${proposer(act, staffRef)}${proposed[act](place)}的提议过期。`,
  'review-due': ({ act, place, staffRef }) =>
    `${proposer(act, staffRef)}单人决定${proposed[act](place)}，须由他人在此时前复核。`,
};
