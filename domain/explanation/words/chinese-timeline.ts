/** Each step that stands in a timeline alone, in Chinese. */
import { assertNever } from '../../failure/assert-never.js';
import { isSamePerson } from '../../human-task/human-task.js';
import { canBeAsked } from '../askable.js';
import type { TimelineStepOf } from '../timeline-step.js';
import { reason, refused, sent, settled, taken } from './chinese-attempt.js';
import { account, lasting, stageName, way, when } from './chinese-vocabulary.js';
import type { Words } from './words.js';

const minuteMs = 60_000;

const noAnswer = '没有得到是否受理的答复';

function answer(step: TimelineStepOf<'answered'>): string {
  const { attempt, outcome } = step;
  switch (outcome) {
    case 'accepted':
      return taken(attempt);
    case 'rejected':
      return refused(step);
    case 'unknown':
      return canBeAsked(attempt.route) ? noAnswer : `${noAnswer}，事后也无从查询`;
    default:
      return assertNever(outcome);
  }
}

function asked({ answer, settlement, attempt, ...failed }: TimelineStepOf<'provider-asked'>): string {
  switch (answer) {
    case 'taken':
      return `经查询，服务商表示已受理${settlement === undefined ? '' : `；${settled(settlement, attempt, failed)}`}`;
    case 'never-received':
      return '经查询，服务商表示从未收到';
    case 'no-answer':
      return '已向服务商查询，服务商也不清楚';
    default:
      return assertNever(answer);
  }
}

function receipt({ settlement, attempt, polled, revokes, ...failed }: TimelineStepOf<'receipt'>): string {
  const from = polled ? '经主动查询，' : '';
  if (settlement === undefined) return `${from}服务商尚不清楚是否送达`;
  return revokes
    ? `此前视为送达，后被退回：${reason(failed)}`
    : `${from}${settled(settlement, { ...attempt, evidence: 'receipt' }, failed)}`;
}

export const chineseTimeline: Words['timeline'] = {
  'stage-decided': ({ place: { stage, round } }) =>
    `银行作出决定：${stageName(stage, round)}（以信贷系统报送的时间为准）。`,
  'stage-reported-after': ({ place: { stage, round }, urgent, afterMs }) =>
    `信贷系统报送了${stageName(stage, round)}${urgent ? '（紧急）' : ''}${afterMs < minuteMs ? '' : `，距作出决定 ${lasting(afterMs)}`}。`,
  sent: (step) => `${sent(step)}${step.attempt.words === undefined ? '' : `，模板 ${step.attempt.words}`}。`,
  'call-repeated': ({ attempt }) =>
    `${way(attempt.route)}：没有得到答复，以同一去重标识再次请求，服务商只受理一次。`,
  answered: (step) => `${way(step.attempt.route)}：${answer(step)}。`,
  'provider-asked': (step) => `${way(step.attempt.route)}：${asked(step)}。`,
  receipt: (step) => `${way(step.attempt.route)}：${receipt(step)}。`,
  'deadline-passed': ({ attempt, settlement }) =>
    `${way(attempt.route)}：${settled(settlement, attempt, attempt)}。`,
  'task-claimed': ({ staffRef, until }, clockwork) =>
    `${account(staffRef)}领取了任务，至${when(clockwork, until)}。`,
  'task-released': ({ staffRef, heldBy }) =>
    isSamePerson(staffRef, heldBy)
      ? `${account(staffRef)}退回了任务。`
      : `${account(staffRef)}收回了${account(heldBy)}领取的任务。`,
  'task-reminded': () => '已提醒员工任务即将到期。',
  'task-overdue': () => '任务没有按时完成，已告警。',
  'contacts-changed': ({ staffRef }) =>
    staffRef === undefined ? '信贷系统报送了变更后的联系方式。' : `${account(staffRef)}变更了联系方式。`,
  'not-resent': () => '员工要求的补发没有发出。',
};
