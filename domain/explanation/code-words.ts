/** What a provider's own code says, in the words of its table. */
import { channelOf } from '../attempt/route.js';
import type { Channel } from '../attempt/route.js';
import { callRequestCodes } from '../provider/aliyun/call-request-codes.js';
import { callStatusCodes } from '../provider/aliyun/call-status-codes.js';
import { checkCodeRowOf } from '../provider/aliyun/check-codes.js';
import { receiptCodes } from '../provider/aliyun/receipt-codes.js';
import { requestCodes } from '../provider/aliyun/request-codes.js';
import { gatewayReceiptCodes } from '../provider/bank-gateway/receipt-codes.js';
import { gatewayRequestCodes } from '../provider/bank-gateway/request-codes.js';
import type { CodeRow } from '../provider/code-table.js';
import { fcmGrantCodes, fcmSendCodes } from '../provider/fcm/codes.js';
import { jpushCodes } from '../provider/jpush/codes.js';
import { smtpCodes } from '../provider/smtp/reply-codes.js';
import { tencentReceiptCodes } from '../provider/tencent/receipt-codes.js';
import { tencentRequestCodes } from '../provider/tencent/request-codes.js';
import type { CheckKind } from '../verification/verification.js';
import type { AttemptFacts } from './facts.js';

/** The same in both languages, to be read aloud. */
export interface CodeWords {
  readonly zh: string;
  readonly en: string;
}

type Row = Pick<CodeRow, 'code' | 'meaning' | 'zh' | 'en'>;

interface Tables {
  readonly request: readonly Row[];
  readonly receipt: readonly Row[];
}

const mailRows = smtpCodes.map(({ failure: meaning, ...row }): Row => ({ ...row, meaning }));

/** The tables of each channel's providers; a channel without one is told by the failure's class. */
const tables: Readonly<Record<Channel, Tables>> = {
  sms: {
    request: [...requestCodes, ...tencentRequestCodes, ...gatewayRequestCodes],
    receipt: [...receiptCodes, ...tencentReceiptCodes, ...gatewayReceiptCodes],
  },
  push: { request: [...fcmSendCodes, ...fcmGrantCodes, ...jpushCodes], receipt: [] },
  email: { request: mailRows, receipt: mailRows },
  voice: { request: callRequestCodes, receipt: callStatusCodes },
};

/**
 * The words for why an attempt failed: of the row of its code that has its class, since one code may
 * mean several things. Undefined where no table tells.
 */
export function codeWordsOf({
  route,
  code,
  failure,
  settlement,
}: Pick<AttemptFacts, 'route' | 'code' | 'failure' | 'settlement'>): CodeWords | undefined {
  if (code === undefined || failure === undefined) return undefined;
  const rows = tables[channelOf(route)][settlement === undefined ? 'request' : 'receipt'];
  const meant = rows.filter(({ meaning }) => meaning === failure);
  const row =
    meant.find((one) => one.code === code) ??
    // A mail server's code is a reply and a status: `550 5.1.1`.
    meant.find((one) => code.split(' ').includes(one.code)) ??
    meant.find((one) => one.code.endsWith('*') && code.startsWith(one.code.slice(0, -1)));
  return row && { zh: row.zh, en: row.en };
}

/** The words for what a provider answered to a check. */
export function checkWordsOf(check: CheckKind, code: string): CodeWords | undefined {
  const row = checkCodeRowOf(check, code);
  return row && { zh: row.zh, en: row.en };
}
