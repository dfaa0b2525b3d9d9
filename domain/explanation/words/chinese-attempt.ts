/** What was tried and what came of it, in Chinese. */
import { channelOf } from '../../attempt/route.js';
import type { Settlement } from '../../attempt/attempt.js';
import { assertNever } from '../../failure/assert-never.js';
import type { FailureClass } from '../../failure/failure-class.js';
import { canBeAsked } from '../askable.js';
import type { CodeWords } from '../code-words.js';
import type { EvidenceOf } from '../evidence.js';
import type { AttemptFacts } from '../facts.js';
import type { Clockwork } from '../moment.js';
import { exactly, reasons, setback, way } from './chinese-vocabulary.js';

/** How, and since when the one before did not settle it, a message was sent, as a clause. */
export function sent({
  attempt,
  before,
  how,
}: Pick<EvidenceOf<'attempt'>, 'attempt' | 'before' | 'how'>): string {
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

/** Why something failed, in the provider's table's words where there are any. */
export const reason = ({
  failure,
  why,
}: {
  failure?: FailureClass | undefined;
  why?: CodeWords | undefined;
}) => why?.zh ?? (failure === undefined ? '原因没有记录' : reasons[failure]);

/** What became of an accepted message, as a clause, behind when. */
export function settled(
  settlement: Settlement,
  { route, evidence }: Pick<AttemptFacts, 'route' | 'evidence'>,
  failed: Parameters<typeof reason>[0],
  when = '',
): string {
  switch (settlement) {
    case 'delivered':
      return evidence === 'acceptance'
        ? `${when}没有退信，视为送达`
        : channelOf(route) === 'voice'
          ? `${when}电话已被接听并听完；接听的是谁无从得知`
          : `${when}确认送达`;
    case 'undelivered':
      return `${when}确认没有送达：${reason(failed)}`;
    case 'no-receipt':
      return '没有按时收到送达确认';
    default:
      return assertNever(settlement);
  }
}

/** What the provider refused it for. */
export const refused = (failed: Parameters<typeof reason>[0]): string => `未被接受：${reason(failed)}`;

/** Who took it. */
export const taken = ({ evidence }: Pick<AttemptFacts, 'evidence'>): string =>
  evidence === 'acceptance' ? '收件方邮件服务器已接收' : '服务商已受理';

/** What became of an attempt, as it stands. */
export function result({ attempt, why }: EvidenceOf<'attempt'>, clockwork: Clockwork): string {
  const { settlement, outcome, failure } = attempt;
  const settledAt = attempt.settledAt === undefined ? '' : exactly(clockwork, attempt.settledAt);
  const first = attempt.unanswered ? '起初没有得到是否受理的答复；' : '';
  if (settlement !== undefined) return `${first}${settled(settlement, attempt, { failure, why }, settledAt)}`;
  switch (outcome) {
    case 'intended':
      return '还没有记录到服务商的答复';
    case 'rejected':
      return refused({ failure, why });
    case 'accepted':
      return `${first}${taken(attempt)}，${attempt.evidence === 'acceptance' ? '至今没有退信' : '尚未确认送达'}`;
    case 'unknown':
      return unknown(attempt);
    default:
      return assertNever(outcome);
  }
}

function unknown({ route, neverReceived, asked }: AttemptFacts): string {
  if (neverReceived) return '没有得到答复；经查询，服务商表示从未收到';
  return canBeAsked(route)
    ? `服务商是否受理尚不清楚，${asked === 0 ? '尚未查询' : `已查询 ${asked} 次`}`
    : '没有得到是否受理的答复，事后也无从查询';
}
