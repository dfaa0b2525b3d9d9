import type { CodeMeaning, CodeRow } from '../code-table.js';
import { gatewayCodes } from './gateway-codes.js';

const doc = 'https://help.aliyun.com/document_detail/101346.html';

const sms = (code: string, meaning: CodeMeaning, zh: string, en: string, when?: RegExp): CodeRow => ({
  code,
  meaning,
  source: 'request',
  ...(when === undefined ? {} : { when }),
  zh,
  en,
  doc,
});

/**
 * The caps a single number has per minute, hour and day read "触发小时级流控Permits:5" or name
 * the number; the account's own limit under the same code says neither.
 */
const numberCap = /级流控|号码|手机号|permits|phone ?number|mobile/i;

/** Codes in the answer to SendSms and QuerySendDetails, one row a code; `OK` is no failure and not here. */
// prettier-ignore
export const requestCodes: readonly CodeRow[] = [
  sms('isv.MOBILE_NUMBER_ILLEGAL', 'wrong-number', '手机号码格式不正确', 'the number is not a valid mobile number'),
  sms('isv.BUSINESS_LIMIT_CONTROL', 'blocked', '该号码触发频率上限', 'this number reached its frequency cap', numberCap),
  sms('isv.BUSINESS_LIMIT_CONTROL', 'rate-limited', '触发业务流控', 'the account’s flow control holds us back'),
  sms('isv.BLACK_KEY_CONTROL_LIMIT', 'content-rejected', '变量含有受管控内容', 'a variable contains controlled words'),
  sms('isv.CUSTOMER_REFUSED', 'blocked', '用户已退订', 'the recipient has unsubscribed'),
  sms('isv.SMS_SIGNATURE_ILLEGAL', 'content-rejected', '找不到该签名或签名未通过审核', 'the sender signature is unknown or not approved'),
  sms('isv.SMS_SIGNATURE_SCENE_ILLEGAL', 'content-rejected', '签名与模板类型不一致', 'signature and template do not suit each other'),
  sms('isv.SMS_SIGNATURE_*', 'content-rejected', '签名被拒', 'the sender signature was refused'),
  sms('isv.SMS_SIGN_ILLEGAL', 'content-rejected', '签名禁止使用', 'the sender signature is forbidden'),
  sms('isv.SIGN_STATE_ILLEGAL', 'content-rejected', '签名状态不可用', 'the sender signature is not usable now'),
  sms('isv.SIGN_NAME_ILLEGAL', 'content-rejected', '签名名称不合规范', 'the sender signature is malformed'),
  sms('isv.SIGNATURE_BLACKLIST', 'content-rejected', '签名涉及违规信息', 'the sender signature is on a blocklist'),
  sms('isv.SMS_TEMPLATE_ILLEGAL', 'content-rejected', '模板不存在或未通过审核', 'the template is unknown or not approved'),
  sms('isv.SMS_TEMPLATE_*', 'content-rejected', '模板被拒', 'the template was refused'),
  sms('isv.TEMPLATE_MISSING_PARAMETERS', 'content-rejected', '模板变量未全部赋值', 'a template variable has no value'),
  sms('isv.TEMPLATE_PARAMS_ILLEGAL', 'content-rejected', '模板变量不合规范', 'a template variable has an unsuitable value'),
  sms('isv.TEMPLATE_*', 'content-rejected', '模板或变量被拒', 'template or variables were refused'),
  sms('isv.SMS_CONTENT_ILLEGAL', 'content-rejected', '短信内容含禁止内容', 'the words contain what may not be sent'),
  sms('isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE', 'content-rejected', '内容与模板类型不符', 'the words do not suit the template’s kind'),
  sms('isv.UNSUPPORTED_CONTENT', 'content-rejected', '内容含不支持的字符', 'the words contain unsupported characters'),
  sms('isv.PARAM_LENGTH_LIMIT', 'content-rejected', '变量超过长度限制', 'a variable is too long'),
  sms('isv.PARAM_NOT_SUPPORT_URL', 'content-rejected', '变量不支持网址', 'a variable may not contain a URL'),
  sms('isv.INVALID_JSON_PARAM', 'misconfigured', '变量须为字符串 JSON', 'the variables are not JSON of strings'),
  sms('isv.INVALID_PARAMETERS', 'misconfigured', '参数格式不正确', 'the parameters are malformed'),
  sms('isv.MOBILE_COUNT_OVER_LIMIT', 'misconfigured', '号码数量超限', 'too many numbers in one request'),
  sms('isv.DOMESTIC_NUMBER_NOT_SUPPORTED', 'misconfigured', '国际模板不支持境内号码', 'an international template for a domestic number'),
  sms('isv.SMS_TEST_*', 'misconfigured', '测试签名或模板的限制', 'a limit of test signatures and templates'),
  sms('isv.EXTEND_CODE_ERROR', 'misconfigured', '扩展码使用错误', 'the extension code is used wrongly'),
  sms('isv.ONE_CODE_MULTIPLE_SIGN', 'misconfigured', '扩展码与签名不一致', 'extension code and signature do not match'),
  sms('isv.CODE_EXCEED_LIMIT', 'misconfigured', '扩展码已用完', 'no extension code is left'),
  sms('isv.CODE_ERROR', 'misconfigured', '扩展码不可用', 'the extension code is not usable'),
  sms('isv.ACCOUNT_NOT_EXISTS', 'misconfigured', '账户不存在', 'the account does not exist'),
  sms('isv.ACCOUNT_ABNORMAL', 'provider-down', '账户异常', 'the account is in an abnormal state'),
  sms('isv.SECURITY_FROZEN_ACCOUNT', 'provider-down', '账户被安全冻结', 'the account is frozen'),
  sms('isv.PRODUCT_UN_SUBSCRIPT', 'misconfigured', '未开通云通信产品', 'the account has no messaging product'),
  sms('isv.PRODUCT_UNSUBSCRIBE', 'misconfigured', '未开通短信产品', 'the SMS product is not subscribed'),
  sms('isv.OUT_OF_SERVICE', 'provider-down', '业务停机（欠费）', 'service suspended for arrears'),
  sms('isv.AMOUNT_NOT_ENOUGH', 'provider-down', '账户余额不足', 'the balance is used up'),
  sms('isv.DAY_LIMIT_CONTROL', 'provider-down', '达到日发送限额', 'the account’s daily limit is reached'),
  sms('isv.MONTH_LIMIT_CONTROL', 'provider-down', '达到月发送限额', 'the account’s monthly limit is reached'),
  sms('isv.DENY_IP_RANGE', 'misconfigured', '来源地址所在地区被禁用', 'our source address is not allowed'),
  sms('isp.RAM_PERMISSION_DENY', 'misconfigured', '访问密钥权限不足', 'the access key lacks permission'),
  sms('isp.SYSTEM_ERROR', 'unknown-outcome', '供应商系统错误，结果未知', 'provider system error, outcome unknown'),
  sms('isp.GATEWAY_ERROR', 'unknown-outcome', '供应商网关错误，结果未知', 'provider gateway error, outcome unknown'),
  ...gatewayCodes,
];
