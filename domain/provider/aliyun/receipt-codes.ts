import type { CodeMeaning, CodeRow } from '../code-table.js';

const doc = 'https://help.aliyun.com/document_detail/101347.html';
const row = (code: string, meaning: CodeMeaning, zh: string, en: string): CodeRow => ({
  code,
  meaning,
  source: 'receipt',
  zh,
  en,
  doc,
});

/** Codes of delivery reports (`err_code` of a push, `ErrCode` of QuerySendDetails), one row a code. */
// prettier-ignore
export const receiptCodes: readonly CodeRow[] = [
  row('DELIVERED', 'delivered', '用户接收成功', 'delivered to the handset'),
  row('REQUEST_SUCCESS', 'pending', '已提交，尚无运营商回执', 'submitted, no carrier report yet'),
  row('SP_UNKNOWN_ERROR', 'pending', '运营商未知错误，结果未知', 'carrier reports an unknown error'),
  row('MOBILE_NOT_ON_SERVICE', 'suspect-number', '停机、空号、关机或不在服务区', 'suspended, empty, off or out of area'),
  row('INVALID_NUMBER', 'suspect-number', '号码状态异常', 'the number’s state is abnormal'),
  row('MOBILE_ACCOUNT_ABNORMAL', 'suspect-number', '用户账户异常、携号转网或欠费', 'subscriber account abnormal, ported or in arrears'),
  row('MOBLLE_TERMINAL_ERROR', 'unreachable', '手机终端问题（内存满等）', 'handset trouble (memory full and the like)'),
  row('MOBILE_TERMINAL_ERROR', 'unreachable', '手机终端问题（内存满等）', 'handset trouble (memory full and the like)'),
  row('MOBILE_IN_BLACK', 'blocked', '号码在黑名单中', 'the number is on a blocklist'),
  row('USER_REJECT', 'blocked', '用户已退订或拒收', 'the recipient refused or unsubscribed'),
  row('MOBILE_SEND_LIMIT', 'blocked', '该号码达到发送上限', 'this number reached its frequency cap'),
  row('SP_NOT_BY_INTER_SMS', 'blocked', '用户未开通国际短信', 'the recipient cannot get international SMS'),
  row('isv.CUSTOMER_REFUSED', 'blocked', '用户已退订', 'the recipient has unsubscribed'),
  row('CONTENT_KEYWORD', 'content-rejected', '内容被关键字拦截', 'a keyword in the words was stopped'),
  row('CONTENT_ERROR', 'content-rejected', '内容不合规范（缺退订信息）', 'the words break a rule (no way to unsubscribe)'),
  row('CONTENT_*', 'content-rejected', '内容被拦截', 'the words were stopped'),
  row('SIGNATURE_BLACKLIST', 'content-rejected', '签名在黑名单中', 'the sender signature is on a blocklist'),
  row('isv.UNSUPPORTED_CONTENT', 'content-rejected', '内容含不支持的字符', 'the words contain unsupported characters'),
  row('isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE', 'content-rejected', '内容与模板类型不符', 'the words do not suit the template’s kind'),
  row('PARAMS_ILLEGAL', 'misconfigured', '参数错误', 'the parameters are wrong'),
  row('PORT_NOT_REGISTERED', 'misconfigured', '端口未完成实名报备', 'the sender port is not registered'),
  row('isv.ONE_CODE_MULTIPLE_SIGN', 'misconfigured', '扩展码与签名不一致', 'extension code and signature do not match'),
  row('isv.CODE_EXCEED_LIMIT', 'misconfigured', '扩展码已用完', 'no extension code is left'),
  row('isv.CODE_ERROR', 'misconfigured', '扩展码不可用', 'the extension code is not usable'),
  row('IS_CLOSE', 'provider-down', '短信通道被关停', 'the provider’s channel is closed'),
  row('NO_ROUTE', 'provider-down', '无可用通道', 'the provider has no channel for it'),
];
