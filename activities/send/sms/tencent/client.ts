import type { CallAnswer, QueryAnswer } from '../../carrier.js';
import { openLine, type Exchange } from '../../exchange.js';
import { sendAnswerOf } from './answer.js';
import { queryAnswerOf } from './query.js';
import { tc3Headers } from './signature.js';

/** Where and as whom messages are sent. */
export interface TencentSmsOptions {
  /** An origin: `https://sms.tencentcloudapi.com`, or the simulator's. */
  readonly endpoint: string;
  readonly secretId: string;
  readonly secretKey: string;
  /** The SMS application the account's signature and templates belong to. */
  readonly smsSdkAppId: string;
  /** The approved sender signature, without brackets. */
  readonly signName: string;
  /** Which of the provider's regions serves us, such as `ap-guangzhou`. */
  readonly region: string;
  /** For one call from first to last byte. */
  readonly callTimeoutMs: number;
  /** The clock the requests are signed by, epoch milliseconds. */
  readonly now: () => number;
}

/** One message to one number of mainland China. */
export interface TencentMessage {
  /** National form, eleven digits. */
  readonly mobile: string;
  readonly templateId: string;
  /** What stands for `{1}`, `{2}` and so on. */
  readonly variables: readonly string[];
  /** Our reference, the `SessionContext`; it does not deduplicate. */
  readonly attemptId: string;
}

/** Asks for the message sent with our reference. */
export interface TencentQuery {
  readonly mobile: string;
  readonly attemptId: string;
  /** The call began after this, epoch milliseconds. */
  readonly intendedAt: number;
}

/** Tencent's SMS as the send activity uses it. Never throws for trouble at or on the way to the provider. */
export interface TencentSms {
  sendSms(message: TencentMessage): Promise<CallAnswer>;
  /** Never answers `never-received`: what is not listed may only not be reported on yet. */
  pullStatus(query: TencentQuery): Promise<QueryAnswer>;
  /** Closes kept connections; calls under way come out as `reset`. */
  close(): void;
}

const service = 'sms';
const version = '2021-01-11';
/** The most PullSmsSendStatusByPhoneNumber gives, its offset being fixed at 0. */
const mostRows = 100;
/** Our clock and the provider's may differ by as much as a signature may be off. */
const clockSkewMs = 5 * 60_000;
/** Statuses can be pulled for seven days; a little less, so that the limit is not met on the way. */
const keptMs = 7 * 86_400_000 - clockSkewMs;

/** Opens Tencent SMS with an account; throws a RangeError only for an endpoint that is none. */
export function createTencentSms(options: TencentSmsOptions): TencentSms {
  const line = openLine(options.endpoint);
  const { hostname } = new URL(options.endpoint);

  const call = (action: string, parameters: Readonly<Record<string, unknown>>): Promise<Exchange> => {
    const body = JSON.stringify(parameters);
    const at = options.now();
    const unsigned = { hostname, service, action, version, region: options.region, body, at };
    return line.post(tc3Headers(options, unsigned), body, options.callTimeoutMs);
  };

  return {
    sendSms: async ({ mobile, templateId, variables, attemptId }) => {
      const exchange = await call('SendSms', {
        PhoneNumberSet: [`+86${mobile}`],
        SmsSdkAppId: options.smsSdkAppId,
        SignName: options.signName,
        TemplateId: templateId,
        TemplateParamSet: variables,
        SessionContext: attemptId,
      });
      return sendAnswerOf(exchange, { mobile, variables, attemptId });
    },
    pullStatus: async ({ mobile, attemptId, intendedAt }) => {
      const beginAt = Math.max(intendedAt - clockSkewMs, options.now() - keptMs);
      const exchange = await call('PullSmsSendStatusByPhoneNumber', {
        BeginTime: Math.floor(beginAt / 1000),
        Offset: 0,
        Limit: mostRows,
        PhoneNumber: `+86${mobile}`,
        SmsSdkAppId: options.smsSdkAppId,
      });
      return queryAnswerOf(exchange, attemptId);
    },
    close: () => line.close(),
  };
}
