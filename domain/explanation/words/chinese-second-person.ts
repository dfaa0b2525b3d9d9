/** What waits for, or was done without, a second person, in Chinese. */
import { assertNever } from '../../failure/assert-never.js';
import type { EvidenceOf } from '../evidence.js';
import type { Place, SecondPerson } from '../finding.js';
import type { Clockwork } from '../moment.js';
import { account, stageName, when } from './chinese-vocabulary.js';

/** Said behind a cause; nothing where nothing waits. */
export function secondPersonWords(clockwork: Clockwork, waiting: SecondPerson | undefined): string {
  if (waiting === undefined) return '';
  const { act, place, staffRef, agreed, until } = waiting;
  if (agreed) return '以「联系不上」结束一事已定，正在执行。';
  const then = `须经第二人同意方能生效，最迟${when(clockwork, until)}`;
  if (act === 'corrected-decision') return `信贷系统已作更正${asRound(place)}，${then}。`;
  return act === 'unreachable'
    ? `${account(staffRef)}提议以「联系不上」结束，${then}。`
    : `${account(staffRef)}登记了新的手机号，${then}。`;
}

/** Said behind a next step. */
export function secondPersonStep(waiting: SecondPerson | undefined): string {
  if (waiting === undefined || waiting.agreed) return '';
  return waiting.act === 'corrected-decision'
    ? '告知申请人之前先问主管：更正正待审批。'
    : '所提事项由第二人审批。';
}

const asRound = (place: Place | undefined): string => (place === undefined ? '' : `（第 ${place.round} 轮）`);

/** What a second person was asked to agree to. */
export const proposed: Readonly<Record<SecondPerson['act'], (place: Place | undefined) => string>> = {
  unreachable: () => '以「联系不上」结束通知',
  'contact-change': () => '更换或删除手机号',
  'corrected-decision': (place) =>
    `更正${place === undefined ? '决定' : stageName(place.stage)}${asRound(place)}`,
};

/** Who proposed it; what the loan system goes by may be any client id. */
export const proposer = (act: SecondPerson['act'], staffRef: string): string =>
  act === 'corrected-decision' ? '信贷系统' : account(staffRef);

/** How what was done alone was seen by somebody else. */
export const reviewWords = (alone: {
  readonly by?: string;
  readonly verdict?: 'endorsed' | 'objected';
}): string =>
  alone.verdict === undefined
    ? '属单人紧急操作，尚无人复核'
    : `属单人紧急操作，${account(alone.by)}已复核，${alone.verdict === 'endorsed' ? '予以认可' : '有异议'}`;

export function secondPersonEvidence(fact: EvidenceOf<'second-person'>, clockwork: Clockwork): string {
  const { act, place, state, by, until } = fact;
  const what = proposed[act](place);
  const who = proposer(act, fact.staffRef);
  switch (state) {
    case 'proposed':
      return `${who}提议${what}，待第二人审批，期限${when(clockwork, until)}。`;
    case 'approved':
      return `${account(by)}同意${who}${what}。`;
    case 'rejected':
      return `${account(by)}没有同意${who}${what}。`;
    case 'withdrawn':
      return `${who}撤回了${what}的提议。`;
    case 'expired':
      return `${who}${what}的提议过期，无人审批。`;
    case 'overtaken':
      return `情况已变，${who}${what}的提议作废。`;
    case 'acted-alone':
      return `${who}决定${what}，属单人紧急操作，须由他人于${when(clockwork, until)}前复核。`;
    case 'reviewed':
      return `${who}决定${what}，${reviewWords(fact)}。`;
    default:
      return assertNever(state);
  }
}
