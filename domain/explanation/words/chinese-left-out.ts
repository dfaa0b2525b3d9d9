/** Why a way of sending was not used, in Chinese, and what a person does about it. */
import { channelOf } from '../../attempt/route.js';
import { assertNever } from '../../failure/assert-never.js';
import type { LeftOutRoute, NotAllowedReason } from '../../plan/left-out.js';
import { isWordField } from '../../words/field.js';
import type { WordField } from '../../words/field.js';
import { channelWords, reasons, way } from './chinese-vocabulary.js';
import { byReason } from './words.js';

const fieldWords: Readonly<Record<WordField, string>> = {
  name: '申请人姓名',
  reference: '通知编号',
  applicationEnding: '申请编号后四位',
  callBackNumber: '回拨电话',
  decision: '审批结果',
  amount: '金额',
  validUntil: '有效期',
  dueDate: '截止日期',
  documents: '材料清单',
  documentsInShort: '所需材料',
  guidance: '建议',
};
const named = ({ fields = [] }: LeftOutRoute): string =>
  fields
    .filter(isWordField)
    .map((field) => fieldWords[field])
    .join('、') || '具体内容没有记录';

/** What older records leave open. */
export const notAllowedUnknown = `${reasons['not-allowed']}（没有取得同意，或没有经批准的文字；具体是哪一种没有记录）`;

/** Why a route was not in the plan, as a clause. */
export function leftOutReason(one: LeftOutRoute): string {
  if (one.because === 'no-contact') return '没有登记相应的联系方式';
  if (one.reason === 'not-in-service') return '经核验，登记的手机号是空号';
  if (one.reason === 'not-this-person') return reasons['not-this-person'];
  if (one.because !== 'window' && one.because !== 'not-allowed') return reasons[one.because];
  switch (one.reason) {
    case 'no-consent':
      return '申请人没有同意以这种方式接收通知';
    case 'consent-revoked':
      return '申请人已撤回以这种方式接收通知的同意';
    case 'unsubscribed':
      return '申请人已回复退订短信';
    case 'words-not-approved':
      return '没有经批准并已启用的文字';
    case 'words-not-approved-by-provider':
      return '文字还没有经服务商批准';
    case 'field-missing':
      return `文字中要写的内容没有记录（${named(one)}）`;
    case 'field-too-long':
      return `文字中要写的内容过长（${named(one)}）`;
    case 'route-held':
      return '该方式目前由主管暂停使用';
    case 'quiet-hours':
      return '当时是夜间静默时段';
    case 'calendar-unknown':
      return '日历中没有该年度';
    case undefined:
      return one.because === 'window' ? '当时的时段不能使用' : notAllowedUnknown;
    default:
      return assertNever(one.reason);
  }
}

/** `短信（aliyun）不能使用，因…；…`. Routes for the same reason stand together. */
export const notAllowedWords = (notAllowed: readonly LeftOutRoute[]): string =>
  byReason(notAllowed, leftOutReason)
    .map(([reason, routes]) => `${routes.map(way).join('、')}不能使用，因${reason}`)
    .join('；');

const remedies: Readonly<Record<NotAllowedReason, (some: readonly LeftOutRoute[], ways: string) => string>> =
  {
    'no-consent': (some) =>
      `也可询问申请人是否同意以${[...new Set(some.map(({ route }) => channelWords[channelOf(route)]))].join('或')}接收通知，并报送其答复；报送后会自动再试。`,
    'consent-revoked': (some) =>
      `申请人已撤回以${[...new Set(some.map(({ route }) => channelWords[channelOf(route)]))].join('或')}接收通知的同意，请予尊重，改用其他方式。`,
    unsubscribed: () => '申请人不愿再收短信，请予尊重。如其改变主意，请重新报送其授权并注明授权时间。',
    'words-not-approved': (_some, ways) => `请安排批准并启用${ways}的文字，以便以后的通知可以这样发送。`,
    'words-not-approved-by-provider': (_some, ways) =>
      `请安排服务商批准${ways}的文字，以便以后的通知可以这样发送。`,
    'field-missing': ([one], ways) =>
      `请向文字维护人员反映：${ways}的文字中要写的内容没有记录${one === undefined ? '' : `（${named(one)}）`}。`,
    'field-too-long': ([one], ways) =>
      `请向文字维护人员反映：${ways}的文字中要写的内容过长${one === undefined ? '' : `（${named(one)}）`}。`,
    'route-held': (_some, ways) => `${ways}因何暂停、到何时为止，可询问主管。`,
  };

/** What can be done so that the next message may go that way, a sentence each. */
export const remedyWords = (notAllowed: readonly LeftOutRoute[]): string =>
  Object.entries(remedies)
    .flatMap(([reason, say]) => {
      const some = notAllowed.filter((one) => one.reason === reason);
      const ways = [...new Set(some.map(({ route }) => way(route)))].join('、');
      return some.length === 0 ? [] : [say(some, ways)];
    })
    .join('');
