import type { CodeMeaning, CodeRow } from '../code-table.js';

/** Where the contract says what each code means. */
export const gatewayDoc = 'docs/bank-gateway.md';

/** A refusal of the contract's: with the one HTTP status it comes under. */
export interface GatewayRefusal extends CodeRow {
  readonly status: number;
}

const row = (status: number, code: string, meaning: CodeMeaning, zh: string, en: string): GatewayRefusal => ({
  code,
  meaning,
  source: 'request',
  zh,
  en,
  doc: gatewayDoc,
  status,
});

/**
 * Every `code` of a problem document in answer to the contract's requests. A code that says nothing was
 * taken says so for certain; where the platform is not certain it has to answer `internal-error`.
 */
// prettier-ignore
export const gatewayRequestCodes: readonly GatewayRefusal[] = [
  row(422, 'number-invalid', 'wrong-number', '手机号码格式不正确', 'the number is not a valid mobile number'),
  row(422, 'number-not-assigned', 'wrong-number', '经运营商核实为空号', 'the carrier confirms that nobody has this number'),
  row(422, 'number-doubtful', 'suspect-number', '平台记录该号码状态异常', 'the platform has the number down as doubtful'),
  row(422, 'number-unreachable', 'unreachable', '平台得知该号码暂时无法接收', 'the platform knows that the number cannot be reached for now'),
  row(422, 'recipient-blocked', 'blocked', '号码在平台黑名单中', 'the number is on the platform’s blocklist'),
  row(422, 'recipient-refused', 'blocked', '用户已退订或拒收', 'the recipient refused or unsubscribed'),
  row(422, 'recipient-limit', 'blocked', '该号码达到发送频率上限', 'this number reached its frequency cap'),
  row(422, 'recipient-not-allowed', 'not-allowed', '行内规则不允许向该客户发送', 'a rule of the bank’s forbids messages to this customer'),
  row(429, 'too-many-requests', 'rate-limited', '请求过多，暂时不再受理', 'too many requests at once'),
  row(422, 'template-unknown', 'content-rejected', '模板不存在或未通过审核', 'the template is unknown or not approved'),
  row(422, 'template-parameters', 'content-rejected', '模板变量缺失或不合规范', 'a template variable is missing or unsuitable'),
  row(422, 'content-forbidden', 'content-rejected', '内容被审核拦截', 'the words were stopped by a check'),
  row(400, 'request-malformed', 'misconfigured', '请求不符合接口约定', 'the request is not as the contract has it'),
  row(401, 'key-unknown', 'misconfigured', '签名密钥编号不存在或已停用', 'the key is unknown or retired'),
  row(401, 'signature-invalid', 'misconfigured', '请求签名不符', 'the signature does not match'),
  row(401, 'timestamp-outside', 'misconfigured', '请求时间偏差过大（检查时钟）', 'request time is off (check the clocks)'),
  row(403, 'source-not-allowed', 'misconfigured', '来源地址不在白名单', 'our source address is not allowed'),
  row(403, 'account-not-allowed', 'misconfigured', '未开通该业务', 'the account may not use this service'),
  row(503, 'service-suspended', 'provider-down', '平台暂停服务，未受理', 'the platform is suspended and took nothing'),
  row(503, 'carriers-unavailable', 'provider-down', '无可用运营商通道，未受理', 'no carrier can be reached, and nothing was taken'),
  row(503, 'quota-exhausted', 'provider-down', '发送额度已用完', 'the quota is used up'),
  row(409, 'reference-closed', 'not-allowed', '该参考号已关闭，不会再发送', 'the reference was closed and will never be sent'),
  // Something was taken under this reference, whoever sent it: asking by it tells what.
  row(409, 'reference-conflict', 'unknown-outcome', '同一参考号曾以其他内容受理', 'other content was taken under the same reference'),
  // Only a request repeated below us meets this: its first arrival may have been taken.
  row(409, 'request-replayed', 'unknown-outcome', '同一请求被重复递交，结果未知', 'the request arrived twice, outcome unknown'),
  row(500, 'internal-error', 'unknown-outcome', '平台内部错误，结果未知', 'internal error of the platform, outcome unknown'),
];
