/** Every code of every provider's table, with what makes the provider answer it. */
import type { StackRouteName } from '../../../../cli/stack/routes/stack-routes.js';
import { callRequestCodes } from '../../../../domain/provider/aliyun/call-request-codes.js';
import { callStatusCodes } from '../../../../domain/provider/aliyun/call-status-codes.js';
import { receiptCodes as aliyunReceiptCodes } from '../../../../domain/provider/aliyun/receipt-codes.js';
import { requestCodes as aliyunRequestCodes } from '../../../../domain/provider/aliyun/request-codes.js';
import { gatewayReceiptCodes } from '../../../../domain/provider/bank-gateway/receipt-codes.js';
import { gatewayRequestCodes } from '../../../../domain/provider/bank-gateway/request-codes.js';
import type { CodeMeaning } from '../../../../domain/provider/code-table.js';
import { fcmGrantCodes, fcmSendCodes } from '../../../../domain/provider/fcm/codes.js';
import { jpushCodes } from '../../../../domain/provider/jpush/codes.js';
import { smtpCodes } from '../../../../domain/provider/smtp/reply-codes.js';
import { tencentReceiptCodes } from '../../../../domain/provider/tencent/receipt-codes.js';
import { tencentRequestCodes } from '../../../../domain/provider/tencent/request-codes.js';
import type { RuleInput } from '../../../../simulator/rules.js';

/** One row of a table, on its way through the simulated provider. */
export interface ListedCode {
  readonly route: StackRouteName;
  /** As the provider sends it: of a family, one member. */
  readonly code: string;
  readonly meaning: CodeMeaning;
  readonly source: 'request' | 'receipt';
  readonly action: RuleInput['action'];
  /** Which operation answers it, where it is not the sending itself. */
  readonly operation?: 'token';
}

interface Row {
  readonly code: string;
  readonly meaning: CodeMeaning;
  readonly when?: RegExp;
}

const member = (code: string): string => code.replace('*', /^\d/.test(code) ? '01' : 'SAMPLE');

/** Refusals of a route; `message` is what makes a row hold that asks for one. */
const refusals = (route: StackRouteName, rows: readonly Row[], message = ''): ListedCode[] =>
  rows.map(({ code, meaning, when }) => ({
    route,
    code: member(code),
    meaning,
    source: 'request',
    action: { reject: member(code), ...(when === undefined ? {} : { message }) },
  }));

const reports = (route: StackRouteName, rows: readonly Row[]): ListedCode[] =>
  rows.map(({ code, meaning }) => ({
    route,
    code: member(code),
    meaning,
    source: 'receipt',
    action: { receipt: { code: member(code) } },
  }));

/** Answers that are nothing but an HTTP status. */
const statuses = (route: StackRouteName, rows: readonly Row[]): ListedCode[] =>
  rows.map(({ code, meaning }) => ({
    route,
    code,
    meaning,
    source: 'request',
    action: { acceptThen: { status: Number(code.slice(-3)), body: '<html>' }, receipt: 'none' },
  }));

const isStatus = ({ code }: Row): boolean => /HTTP_\d{3}$/.test(code);
const isNoStatus = (row: Row): boolean => !isStatus(row);

/** A reply as a mail server gives it: a status code of its own stands behind a plain reply. */
const mailReply = (code: string): string => {
  const written = code.replace('*', '99');
  return /^[45]\./.test(written) ? `${written.startsWith('4') ? '450' : '550'} ${written}` : written;
};

export const listedCodes: readonly ListedCode[] = [
  // First, as long as no grant was given: one is kept for an hour.
  ...refusals('push/fcm', fcmGrantCodes).map((one) => ({ ...one, operation: 'token' as const })),
  ...refusals('sms/aliyun', aliyunRequestCodes, '触发天级流控Permits:10'),
  ...reports('sms/aliyun', aliyunReceiptCodes),
  ...refusals('sms/tencent', tencentRequestCodes),
  ...reports('sms/tencent', tencentReceiptCodes),
  ...refusals('sms/bank-gateway', gatewayRequestCodes),
  ...reports('sms/bank-gateway', gatewayReceiptCodes),
  ...refusals('voice/aliyun', callRequestCodes),
  ...reports('voice/aliyun', callStatusCodes),
  ...refusals('push/fcm', fcmSendCodes.filter(isNoStatus), 'The registration token is not a valid FCM token'),
  ...statuses('push/fcm', fcmSendCodes.filter(isStatus)),
  ...refusals('push/jpush', jpushCodes.filter(isNoStatus), 'The registration_id is invalid!'),
  ...statuses('push/jpush', jpushCodes.filter(isStatus)),
  ...smtpCodes.map(({ code, failure }): ListedCode => ({
    route: 'email/smtp',
    code: mailReply(code),
    meaning: failure,
    source: 'request',
    // What speaks of the message comes when it was seen; at the recipient it would speak of the address.
    action: { reject: mailReply(code), at: failure === 'content-rejected' ? 'data' : 'rcpt' },
  })),
];
