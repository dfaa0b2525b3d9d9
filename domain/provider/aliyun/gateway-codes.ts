import type { CodeMeaning, CodeRow } from '../code-table.js';

const gateway = (code: string, meaning: CodeMeaning, zh: string, en: string): CodeRow => ({
  code,
  meaning,
  source: 'request',
  zh,
  en,
  doc: 'https://api.aliyun.com/troubleshoot',
});

/** What Aliyun's gateway answers before a product sees the request: the same for all of them. */
// prettier-ignore
export const gatewayCodes: readonly CodeRow[] = [
  gateway('Throttling', 'rate-limited', '请求过多，暂时不再受理', 'too many requests at once'),
  gateway('Throttling.*', 'rate-limited', '请求过多，暂时不再受理', 'too many requests at once'),
  gateway('SignatureDoesNotMatch', 'misconfigured', '请求签名不符（密钥错误）', 'request signature does not match (wrong secret)'),
  gateway('IncompleteSignature', 'misconfigured', '请求签名不完整', 'request signature is incomplete'),
  gateway('InvalidAccessKeyId.*', 'misconfigured', '访问密钥不存在或已停用', 'the access key is unknown or disabled'),
  gateway('InvalidTimeStamp.*', 'misconfigured', '请求时间偏差过大（检查时钟）', 'request time is off (check the clock)'),
  // Only a request that was repeated below us meets this: its first arrival may have been accepted.
  gateway('SignatureNonceUsed', 'unknown-outcome', '请求被重复递交，结果未知', 'the request arrived twice, outcome unknown'),
  gateway('InvalidAction.*', 'misconfigured', '接口名称错误', 'the operation is unknown'),
  gateway('InvalidVersion*', 'misconfigured', '接口版本错误', 'the API version is unknown'),
  gateway('InvalidParameter*', 'misconfigured', '参数错误', 'a parameter is invalid'),
  gateway('Missing*', 'misconfigured', '缺少必填参数', 'a required parameter is missing'),
  gateway('Forbidden*', 'misconfigured', '访问密钥权限不足', 'the access key lacks permission'),
  gateway('NoPermission*', 'misconfigured', '访问密钥权限不足', 'the access key lacks permission'),
  gateway('UnsupportedHTTPMethod', 'misconfigured', '请求方法不支持', 'the HTTP method is not supported'),
  gateway('InternalError*', 'unknown-outcome', '供应商内部错误，结果未知', 'provider internal error, outcome unknown'),
  gateway('ServiceUnavailable*', 'unknown-outcome', '供应商暂时不可用，结果未知', 'provider unavailable for now, outcome unknown'),
];
