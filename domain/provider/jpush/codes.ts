/** What JPush's codes mean to us. Rules: DESIGN failure classes; the source stands in each row. */
import type { FailureClass } from '../../failure/failure-class.js';
import { rowOf } from '../code-table.js';
import type { CodeMeaning, CodeRow } from '../code-table.js';

const pushDoc = 'https://docs.jiguang.cn/jpush/server/push/rest_api_v3_push';
const statusDoc = 'https://docs.jiguang.cn/jpush/server/push/http_status_code';

const row = (
  doc: string,
  code: string,
  meaning: CodeMeaning,
  zh: string,
  en: string,
  when?: RegExp,
): CodeRow => ({ code, meaning, source: 'request', ...(when === undefined ? {} : { when }), zh, en, doc });

/** A registration id JPush cannot read is told by its name in the sentence alone. */
const namesRegistrationId = /registration_?\s?id/i;

/**
 * Codes of `/v3/push` and `/v3/push/cid`: JPush's own (`error.code`), else the HTTP status of an answer that is
 * no JSON (under a name of ours, since Firebase’s table has such too). 1011 does not strike a registration id out: one of another Apple environment answers the same.
 */
// prettier-ignore
export const jpushCodes: readonly CodeRow[] = [
  row(pushDoc, '1000', 'unknown-outcome', '推送服务内部错误，结果未知', 'internal error of the service, outcome unknown'),
  row(pushDoc, '1001', 'misconfigured', '请求方法不被支持', 'the request method is not supported'),
  row(pushDoc, '1002', 'content-rejected', '缺少必填参数', 'a required field is missing'),
  row(pushDoc, '1003', 'wrong-number', '推送注册 ID 无效', 'the registration id is not a valid one', namesRegistrationId),
  row(pushDoc, '1003', 'content-rejected', '参数值不合法', 'the value of a field is not allowed'),
  row(pushDoc, '1004', 'misconfigured', 'AppKey 与 MasterSecret 验证失败', 'app key and master secret are not accepted'),
  row(pushDoc, '1005', 'content-rejected', '消息内容过长', 'the message is too long'),
  row(pushDoc, '1008', 'misconfigured', 'AppKey 无效', 'the app key is not valid'),
  row(pushDoc, '1009', 'content-rejected', '推送内容含不支持的字段', 'the message has a field that is not supported'),
  row(pushDoc, '1011', 'unreachable', '找不到该注册 ID 对应的设备', 'no device answers to the registration id'),
  row(pushDoc, '1012', 'rate-limited', '符合条件的推送超过限制', 'pushes of this kind exceed the limit'),
  row(pushDoc, '1020', 'misconfigured', '只支持 HTTPS 请求', 'only HTTPS is supported'),
  row(pushDoc, '1030', 'unknown-outcome', '推送服务内部超时，结果未知', 'time-out inside the service, outcome unknown'),
  row(pushDoc, '2002', 'rate-limited', '接口调用频率超限', 'the limit of requests is exceeded'),
  row(pushDoc, '2003', 'provider-down', '该应用已被限制调用', 'the app is barred from the service'),
  row(pushDoc, '2004', 'misconfigured', '来源 IP 不在白名单', 'our address is not on the app’s list'),
  row(pushDoc, '2005', 'blocked', '向该用户发送的消息量超出合理范围', 'too many messages were sent to this user'),
  row(pushDoc, '2006', 'misconfigured', '接口仅对 VIP 用户开放', 'the interface is for VIP customers only'),
  row(pushDoc, '2007', 'misconfigured', '未开通该接口', 'the interface is not enabled for the app'),
  row(statusDoc, 'JPUSH_HTTP_401', 'misconfigured', '验证失败', 'our credentials are not accepted'),
  row(statusDoc, 'JPUSH_HTTP_403', 'misconfigured', '请求被拒绝', 'access is denied'),
  row(statusDoc, 'JPUSH_HTTP_429', 'rate-limited', '请求超出频率限制', 'requests are throttled'),
];

/** Why a push was not taken. `listed: false` is to be counted and raises an alarm. */
export interface JpushVerdict {
  readonly listed: boolean;
  readonly failure: FailureClass;
  readonly zh: string;
  readonly en: string;
}

/** A code as it may be kept and shown (JPush's have four digits); what could carry anything else is `unreadable`. */
export function readableJpushCode(raw: unknown): string {
  const code = typeof raw === 'number' || typeof raw === 'string' ? String(raw) : '';
  return /^[1-9]\d{3}$/.test(code) ? code : 'unreadable';
}

/** Class of a code; `about` is the answer's sentence. */
export function classifyJpush(code: string, about = ''): JpushVerdict {
  const found = rowOf(jpushCodes, code, about);
  return found === undefined || found.meaning === 'delivered' || found.meaning === 'pending'
    ? {
        listed: false,
        failure: 'unknown-outcome',
        zh: '未知错误码，结果未知',
        en: 'unlisted code, outcome unknown',
      }
    : { listed: true, failure: found.meaning, zh: found.zh, en: found.en };
}
