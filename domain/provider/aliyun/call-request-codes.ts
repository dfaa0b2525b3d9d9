import type { CodeMeaning, CodeRow } from '../code-table.js';
import { gatewayCodes } from './gateway-codes.js';

const row = (code: string, meaning: CodeMeaning, zh: string, en: string): CodeRow => ({
  code,
  meaning,
  source: 'request',
  zh,
  en,
  doc: 'https://help.aliyun.com/document_detail/178344.html',
});

/** Codes in the answer to SingleCallByTts, one row a code; `OK` is no failure and not here. */
// prettier-ignore
export const callRequestCodes: readonly CodeRow[] = [
  row('isv.MOBILE_NUMBER_ILLEGAL', 'wrong-number', '被叫号码格式不正确', 'the number called is not a valid number'),
  // Once a minute, five times an hour, twenty times in 24 hours; failed calls count.
  row('isv.BUSINESS_LIMIT_CONTROL', 'blocked', '该号码达到呼叫频率上限', 'this number reached its cap of calls'),
  row('isv.COMPLAINT_REJECT', 'blocked', '防骚扰拦截', 'stopped as a nuisance call'),
  row('ComplaintReject', 'blocked', '投诉拦截', 'stopped after a complaint'),
  row('isv.TTS_TEMPLATE_ILLEGAL', 'content-rejected', '语音模板不存在或未通过审核', 'the announcement is unknown or not approved'),
  row('isv.TEMPLATE_ILLEGAL', 'content-rejected', '模板不存在或未通过审核', 'the announcement is unknown or not approved'),
  row('isv.TEMPLATE_MISSING_PARAMETERS', 'content-rejected', '模板变量未全部赋值', 'a variable of the announcement has no value'),
  row('isv.TEMPLATE_PARAMS_ILLEGAL', 'content-rejected', '模板变量不合规范', 'a variable of the announcement is unsuitable'),
  row('isv.BLACK_KEY_CONTROL_LIMIT', 'content-rejected', '变量含有受管控内容', 'a variable contains controlled words'),
  row('isv.PARAM_NOT_SUPPORT_URL', 'content-rejected', '变量不支持网址', 'a variable may not contain a URL'),
  row('isv.PARAM_LENGTH_LIMIT', 'content-rejected', '变量超过长度限制', 'a variable is too long'),
  row('isv.DISPLAY_NUMBER_ILLEGAL', 'misconfigured', '显示号码不合法', 'the number shown is not one of the account’s'),
  row('isv.BILLID_NOT_EXIST', 'misconfigured', '计费账号不存在', 'the number shown belongs to no billed account'),
  row('BillidNotExist', 'misconfigured', '号码不存在', 'the number shown does not exist'),
  row('isv.INVALID_PARAMETERS', 'misconfigured', '参数格式不正确', 'the parameters are malformed'),
  row('isv.MOBILE_COUNT_OVER_LIMIT', 'misconfigured', '号码数量超限', 'too many numbers in one request'),
  row('isv.ACCOUNT_NOT_EXISTS', 'misconfigured', '账户不存在', 'the account does not exist'),
  row('isv.PRODUCT_UN_SUBSCRIPT', 'misconfigured', '未开通云通信产品', 'the account has no messaging product'),
  row('isv.PRODUCT_UNSUBSCRIBE', 'misconfigured', '未开通语音服务', 'the voice product is not subscribed'),
  row('isp.RAM_PERMISSION_DENY', 'misconfigured', '访问密钥权限不足', 'the access key lacks permission'),
  row('isv.ACCOUNT_ABNORMAL', 'provider-down', '账户异常', 'the account is in an abnormal state'),
  row('isv.OUT_OF_SERVICE', 'provider-down', '业务停机（欠费）', 'service suspended for arrears'),
  row('isv.AMOUNT_NOT_ENOUGH', 'provider-down', '账户余额不足', 'the balance is used up'),
  // So written in the vendor's newer list.
  row('isv.AMOUNT_NOT_ENOUG', 'provider-down', '账户余额不足', 'the balance is used up'),
  row('isv.VOICE_CALL_PERIOD_ERROR', 'provider-down', '不在允许的呼叫时段', 'the provider calls nobody at this hour'),
  // Nobody says how far the call had got.
  row('isv.VOICE_CALL_FAIL', 'unknown-outcome', '呼叫发起失败，结果未知', 'starting the call failed, outcome unknown'),
  row('isp.SYSTEM_ERROR', 'unknown-outcome', '供应商系统错误，结果未知', 'provider system error, outcome unknown'),
  row('isp.GATEWAY_ERROR', 'unknown-outcome', '供应商网关错误，结果未知', 'provider gateway error, outcome unknown'),
  row('isp.UNKNOWN', 'unknown-outcome', '供应商未知异常，结果未知', 'unknown provider error, outcome unknown'),
  ...gatewayCodes,
];
