/** How each provider writes its receipts, for what must hold at the door whoever pushes. */
import { randomUUID } from 'node:crypto';
import { Secret } from '../../runtime/configuration/secret.js';
import { signatureHeaders } from '../../runtime/signing/gateway-signature.js';
import type { Sent } from '../client/receipt/sent.js';
import { canaryNumber, gatewayKeys, secrets } from './door-world.js';

/** What a report says; `not-yet` is one of a message on its way. */
export type Says = 'delivered' | 'undelivered' | 'not-yet';

/** A message as a report names it. */
export type Named = Pick<Sent, 'messageId'> & { readonly attemptId: string };

export interface PushingProvider {
  readonly route: string;
  readonly secret: string;
  /** The one answer after which it does not push again. */
  readonly taken: Readonly<Record<string, unknown>>;
  /** What its reports can say. */
  readonly says: readonly Says[];
  /** Whether a report names the provider's own message, too. */
  readonly namesMessage: boolean;
  entry(sent: Named, says: Says): Readonly<Record<string, unknown>>;
  body(entries: readonly unknown[]): unknown;
  /** What goes with a body where the provider signs its pushes. */
  sign?(body: string): Record<string, string>;
}

const everything = ['delivered', 'undelivered', 'not-yet'] as const;
const asList = (entries: readonly unknown[]): unknown => entries;

const aliyunSms: PushingProvider = {
  route: 'sms/aliyun',
  secret: secrets.a,
  taken: { code: 0, msg: '接收成功' },
  says: everything,
  namesMessage: true,
  entry: ({ attemptId, messageId }, says) => ({
    phone_number: canaryNumber,
    send_time: '2026-11-02 10:00:00',
    report_time: '2026-11-02 10:00:03',
    success: says === 'delivered',
    err_code: { delivered: 'DELIVERED', undelivered: 'USER_REJECT', 'not-yet': 'SP_UNKNOWN_ERROR' }[says],
    err_msg: '',
    sms_size: '1',
    biz_id: messageId,
    out_id: attemptId,
  }),
  body: asList,
};

const aliyunVoice: PushingProvider = {
  route: 'voice/aliyun',
  secret: secrets.voice,
  taken: aliyunSms.taken,
  says: everything,
  namesMessage: true,
  entry: ({ attemptId, messageId }, says) => ({
    call_id: messageId,
    caller: '057156660000',
    callee: canaryNumber,
    start_time: '2026-11-02 10:00:00',
    end_time: '2026-11-02 10:00:21',
    duration: '12',
    status_code: { delivered: '200000', undelivered: '200003', 'not-yet': '200100' }[says],
    status_msg: '',
    out_id: attemptId,
  }),
  body: asList,
};

const tencentSms: PushingProvider = {
  route: 'sms/tencent',
  secret: secrets.tencent,
  taken: { result: 0, errmsg: 'OK' },
  says: everything,
  namesMessage: true,
  entry: ({ attemptId, messageId }, says) => ({
    user_receive_time: '2026-11-02 10:00:03',
    nationcode: '86',
    mobile: canaryNumber,
    report_status: says === 'delivered' ? 'SUCCESS' : 'FAIL',
    errmsg: { delivered: 'DELIVRD', undelivered: 'REJECTD', 'not-yet': 'UNKNOWN' }[says],
    description: '',
    sid: messageId,
    ext: attemptId,
  }),
  body: asList,
};

const bankGateway: PushingProvider = {
  route: 'sms/bank-gateway',
  secret: secrets.gateway,
  taken: { result: 'recorded' },
  says: everything,
  namesMessage: true,
  entry: ({ attemptId, messageId }, says) => ({
    reference: attemptId,
    messageId,
    code: { delivered: 'delivered', undelivered: 'recipient-refused', 'not-yet': 'carrier-unknown' }[says],
    at: '2026-11-02T10:00:03+08:00',
  }),
  body: (receipts) => ({ receipts }),
  sign: (body) => {
    const [{ id, secret }] = gatewayKeys;
    const push = { method: 'POST', path: '/v1/receipts/sms/bank-gateway', body } as const;
    return signatureHeaders(push, { id, secret: new Secret(secret) }, Date.now(), randomUUID());
  },
};

/** The bank's app knows our reference alone, and acknowledges what it has shown. */
const app = (route: string, secret: string): PushingProvider => ({
  route,
  secret,
  taken: { result: 'recorded' },
  says: ['delivered'],
  namesMessage: false,
  entry: ({ attemptId }) => ({ reference: attemptId, at: '2026-11-02T10:00:03+08:00' }),
  body: (acknowledgements) => ({ acknowledgements }),
});

/** Every protocol with a door; mail servers report by mail (`test/api/bounce`). */
export const pushingProviders: readonly PushingProvider[] = [
  aliyunSms,
  tencentSms,
  bankGateway,
  aliyunVoice,
  app('push/fcm', secrets.push),
  app('push/jpush', secrets.jpush),
];
