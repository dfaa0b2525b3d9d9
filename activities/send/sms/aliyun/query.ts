import { classifyReceipt, readableCode } from '../../../../domain/provider/aliyun/codes.js';
import { instantOfWallTime } from '../../../../domain/provider/aliyun/wall-time.js';
import type { QueryAnswer } from '../../carrier.js';
import type { Exchange } from '../../exchange.js';

type Taken = Extract<QueryAnswer, { result: 'taken' }>;
type Row = ReadonlyMap<string, unknown>;

interface Page {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** The most that QuerySendDetails gives at once. */
const pageSize = 50;
// The provider itself caps a number at some dozens a day; more pages than this is not a real answer.
const pageLimit = 40;

const rowOf = (value: unknown): Row | undefined =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;

function pageOf(exchange: Exchange): Page | undefined {
  if (exchange.kind !== 'answer' || exchange.status !== 200 || exchange.body['Code'] !== 'OK')
    return undefined;
  const count = exchange.body['TotalCount'];
  if (typeof count !== 'number' && !(typeof count === 'string' && /^\d{1,9}$/.test(count))) return undefined;
  const total = Number(count);
  const listed = rowOf(exchange.body['SmsSendDetailDTOs'])?.get('SmsSendDetailDTO');
  // Without a message the list is left out.
  if (listed === undefined && total === 0) return { rows: [], total };
  if (!Number.isSafeInteger(total) || total < 0 || !Array.isArray(listed)) return undefined;
  const rows = listed.map(rowOf).filter((row) => row !== undefined);
  return rows.length === listed.length ? { rows, total } : undefined;
}

/** SendStatus: 1 waits for the carrier, 2 failed, 3 arrived. */
function takenOf(row: Row): Taken {
  const messageId = row.get('BizId');
  const known: Taken = typeof messageId === 'string' ? { result: 'taken', messageId } : { result: 'taken' };
  const status = Number(row.get('SendStatus'));
  if (status !== 2 && status !== 3) return known;
  const code = readableCode(row.get('ErrCode'));
  const { settlement, failure, listed } = classifyReceipt(code, status === 3);
  const at = instantOfWallTime(row.get('ReceiveDate'));
  return {
    ...known,
    code,
    listed,
    ...(settlement === undefined ? {} : { settlement }),
    ...(failure === undefined ? {} : { failure }),
    ...(at === undefined ? {} : { at }),
  };
}

const certainty = (answer: Taken): number =>
  answer.settlement === 'delivered' ? 2 : answer.settlement === 'undelivered' ? 1 : 0;

/** Asks page after page until every row was seen; where several carry our reference, a delivery wins. */
export async function queryByOutId(
  outId: string,
  timeoutMs: number,
  ask: (page: number, pageSize: number, timeoutMs: number) => Promise<Exchange>,
): Promise<QueryAnswer> {
  const deadline = performance.now() + timeoutMs;
  let best: Taken | undefined;
  let seen = 0;
  for (let number = 1; number <= pageLimit; number += 1) {
    const leftMs = deadline - performance.now();
    const page = leftMs > 0 ? pageOf(await ask(number, pageSize, leftMs)) : undefined;
    if (page === undefined) break;
    for (const row of page.rows) {
      if (row.get('OutId') !== outId) continue;
      const taken = takenOf(row);
      if (best === undefined || certainty(taken) > certainty(best)) best = taken;
    }
    seen += page.rows.length;
    if (seen >= page.total) return best ?? { result: 'never-received' };
    if (page.rows.length === 0) break;
  }
  return best ?? { result: 'no-answer' };
}
