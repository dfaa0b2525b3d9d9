import {
  classifyTencentReceipt,
  reportCodeOf,
  succeeded,
} from '../../../../domain/provider/tencent/codes.js';
import type { QueryAnswer } from '../../carrier.js';
import type { Exchange } from '../../exchange.js';
import { fieldsOf, responseOf } from './response.js';
import type { Fields } from './response.js';

type Taken = Extract<QueryAnswer, { result: 'taken' }>;

const noAnswer: QueryAnswer = { result: 'no-answer' };

/** The row's message, with what the carrier said of it. */
function takenOf(row: Fields): Taken {
  const messageId = row.get('SerialNo');
  const known: Taken = typeof messageId === 'string' ? { result: 'taken', messageId } : { result: 'taken' };
  const status = row.get('ReportStatus');
  const success = succeeded(status);
  if (success === undefined) return known;
  const code = reportCodeOf(row.get('Description'), status);
  const { settlement, failure, listed } = classifyTencentReceipt(code, success);
  const seconds = row.get('UserReceiveTime');
  return {
    ...known,
    code,
    listed,
    ...(settlement === undefined ? {} : { settlement }),
    ...(failure === undefined ? {} : { failure }),
    ...(typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0
      ? { at: seconds * 1000 }
      : {}),
  };
}

const certainty = ({ settlement }: Taken): number =>
  settlement === 'delivered' ? 2 : settlement === 'undelivered' ? 1 : 0;

/**
 * What the pulled statuses of a number say of our reference; where several carry it, a delivery wins.
 * Tencent lists a message only once a carrier has reported on it, and returns our reference only where
 * that was switched on for the account: absence is never `never-received`, it is `no-answer`.
 */
export function queryAnswerOf(exchange: Exchange, attemptId: string): QueryAnswer {
  if (exchange.kind !== 'answer' || exchange.status !== 200) return noAnswer;
  const response = responseOf(exchange);
  if (response === undefined || 'error' in response) return noAnswer;
  const set = response.said.get('PullSmsSendStatusSet');
  if (!Array.isArray(set)) return noAnswer;
  const ours = set
    .map(fieldsOf)
    .filter((row) => row?.get('SessionContext') === attemptId)
    .filter((row) => row !== undefined)
    .map(takenOf);
  return ours.sort((one, other) => certainty(other) - certainty(one))[0] ?? noAnswer;
}
