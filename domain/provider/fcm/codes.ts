/** What FCM's error codes mean to us. Rules: DESIGN failure classes; the source stands in each row. */
import type { FailureClass } from '../../failure/failure-class.js';
import { rowOf } from '../code-table.js';
import type { CodeMeaning, CodeRow } from '../code-table.js';

const errorDoc = 'https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode';
const statusDoc = 'https://cloud.google.com/apis/design/errors';
const grantDoc = 'https://developers.google.com/identity/protocols/oauth2/service-account';

const row = (
  doc: string,
  code: string,
  meaning: CodeMeaning,
  zh: string,
  en: string,
  when?: RegExp,
): CodeRow => ({ code, meaning, source: 'request', ...(when === undefined ? {} : { when }), zh, en, doc });

/** A token FCM cannot read is told by the field it names, or by its sentence alone. */
const namesToken = /\bmessage\.token\b|registration token/i;

/**
 * Codes of `messages:send`: FCM's own (`FcmError.errorCode`), else the status of Google's APIs, else
 * the HTTP status of an answer that is no JSON. A token is dropped only on FCM's own word, so a bare
 * NOT_FOUND (a project that is none says the same) is no wrong number.
 */
// prettier-ignore
export const fcmSendCodes: readonly CodeRow[] = [
  row(errorDoc, 'UNREGISTERED', 'wrong-number', '应用已卸载，或推送登记已失效', 'the app was removed, or its registration has expired'),
  row(errorDoc, 'INVALID_ARGUMENT', 'wrong-number', '推送登记无效', 'the registration for app notifications is not a valid one', namesToken),
  row(errorDoc, 'INVALID_ARGUMENT', 'content-rejected', '消息内容或参数不合规范', 'the message or one of its fields is invalid'),
  row(errorDoc, 'SENDER_ID_MISMATCH', 'misconfigured', '令牌属于另一个 Firebase 项目', 'the token belongs to another Firebase project'),
  row(errorDoc, 'THIRD_PARTY_AUTH_ERROR', 'misconfigured', 'APNs 证书或网页推送密钥无效', 'the APNs certificate or web push key is invalid'),
  row(errorDoc, 'QUOTA_EXCEEDED', 'rate-limited', '超出推送频率限制', 'the sending limit is exceeded'),
  row(errorDoc, 'UNAVAILABLE', 'unknown-outcome', '推送服务暂时不可用，结果未知', 'service unavailable for now, outcome unknown'),
  row(errorDoc, 'INTERNAL', 'unknown-outcome', '推送服务内部错误，结果未知', 'internal error of the service, outcome unknown'),
  row(errorDoc, 'UNSPECIFIED_ERROR', 'unknown-outcome', '未说明原因的错误，结果未知', 'an error without a reason, outcome unknown'),
  row(statusDoc, 'UNAUTHENTICATED', 'misconfigured', '访问令牌无效', 'the access token is not accepted'),
  row(statusDoc, 'PERMISSION_DENIED', 'misconfigured', '服务账号无推送权限或未开通接口', 'the service account may not send, or the API is off'),
  row(statusDoc, 'NOT_FOUND', 'misconfigured', '找不到该项目', 'the project was not found'),
  row(statusDoc, 'FAILED_PRECONDITION', 'misconfigured', '项目状态不允许推送', 'the project is in no state to send'),
  row(statusDoc, 'RESOURCE_EXHAUSTED', 'rate-limited', '超出配额', 'a quota is used up'),
  row(statusDoc, 'DEADLINE_EXCEEDED', 'unknown-outcome', '服务端超时，结果未知', 'time-out at the service, outcome unknown'),
  row(statusDoc, 'ABORTED', 'unknown-outcome', '服务端中断，结果未知', 'aborted at the service, outcome unknown'),
  row(statusDoc, 'CANCELLED', 'unknown-outcome', '服务端取消，结果未知', 'cancelled at the service, outcome unknown'),
  row(statusDoc, 'UNKNOWN', 'unknown-outcome', '服务端未知错误，结果未知', 'unknown error of the service, outcome unknown'),
  row(statusDoc, 'HTTP_401', 'misconfigured', '访问令牌无效', 'the access token is not accepted'),
  row(statusDoc, 'HTTP_403', 'misconfigured', '无访问权限', 'access is denied'),
  row(statusDoc, 'HTTP_429', 'rate-limited', '请求过多，暂时不再受理', 'too many requests at once'),
];

/** Codes of the OAuth token endpoint. Whatever it says, no message has been sent yet. */
// prettier-ignore
export const fcmGrantCodes: readonly CodeRow[] = [
  row(grantDoc, 'invalid_grant', 'misconfigured', '服务账号或其密钥无效（也请检查时钟）', 'the service account or its key is not accepted (check the clock too)'),
  row(grantDoc, 'invalid_client', 'misconfigured', '服务账号不存在', 'the service account is unknown'),
  row(grantDoc, 'unauthorized_client', 'misconfigured', '服务账号未获授权', 'the service account is not authorised'),
  row(grantDoc, 'invalid_scope', 'misconfigured', '授权范围无效', 'the scope is not valid'),
  row(grantDoc, 'access_denied', 'misconfigured', '授权被拒绝', 'authorisation is refused'),
  row(grantDoc, 'invalid_request', 'misconfigured', '授权请求格式不正确', 'the request for a token is malformed'),
  row(grantDoc, 'unsupported_grant_type', 'misconfigured', '授权方式不支持', 'the kind of grant is not supported'),
];

/** Why a push was not taken. `listed: false` is to be counted and raises an alarm. */
export interface FcmVerdict {
  readonly listed: boolean;
  readonly failure: FailureClass;
  readonly zh: string;
  readonly en: string;
}

const shape = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const digits = /\d{5}/;

/** A code as it may be kept and shown; what could carry anything else becomes `unreadable`. */
export const readableFcmCode = (raw: unknown): string =>
  typeof raw === 'string' && shape.test(raw) && !digits.test(raw) ? raw : 'unreadable';

const verdictOf = (found: CodeRow | undefined, otherwise: FcmVerdict): FcmVerdict =>
  found === undefined || found.meaning === 'delivered' || found.meaning === 'pending'
    ? otherwise
    : { listed: true, failure: found.meaning, zh: found.zh, en: found.en };

/** Class of a code of `messages:send`; `about` holds the answer's message and the fields it names. */
export const classifyFcmSend = (code: string, about = ''): FcmVerdict =>
  verdictOf(rowOf(fcmSendCodes, code, about), {
    listed: false,
    failure: 'unknown-outcome',
    zh: '未知错误码，结果未知',
    en: 'unlisted code, outcome unknown',
  });

/** Class of a code of the token endpoint; an unlisted one is certainly not sent, and is the provider's trouble. */
export const classifyFcmGrant = (code: string): FcmVerdict =>
  verdictOf(rowOf(fcmGrantCodes, code), {
    listed: false,
    failure: 'provider-down',
    zh: '未知的授权错误码，消息未发出',
    en: 'unlisted authorisation code, nothing was sent',
  });
