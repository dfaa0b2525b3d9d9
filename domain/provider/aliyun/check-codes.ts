/** What the codes of Aliyun's number checks (Dytnsapi 2020-02-17) mean. */
import type { FailureClass } from '../../failure/failure-class.js';
import type { CheckKind, UncheckedBecause } from '../../verification/verification.js';
import type { CheckCodeRow } from '../check-code.js';
import { rowOf } from '../code-table.js';
import { requestCodes } from './request-codes.js';

const statusDoc = 'https://help.aliyun.com/document_detail/459610.html';
const realNameDoc = 'https://help.aliyun.com/document_detail/433414.htm';
const errorDoc = 'https://help.aliyun.com/document_detail/433416.htm';

const status = (code: string, meaning: CheckCodeRow['meaning'], zh: string, en: string): CheckCodeRow => ({
  code,
  meaning,
  source: 'result',
  zh,
  en,
  doc: statusDoc,
});
const realName = (code: string, meaning: CheckCodeRow['meaning'], zh: string, en: string): CheckCodeRow => ({
  ...status(code, meaning, zh, en),
  doc: realNameDoc,
});
const refusal = (code: string, meaning: UncheckedBecause, zh: string, en: string): CheckCodeRow => ({
  code,
  meaning,
  source: 'request',
  zh,
  en,
  doc: errorDoc,
});

/** `Status` of PhoneNumberStatusForPublic, and `IsConsistent` of ThreeElementsVerification. */
// prettier-ignore
export const checkResultCodes: Readonly<Record<CheckKind, readonly CheckCodeRow[]>> = {
  'number-status': [
    status('NORMAL', 'good', '正常', 'in service'),
    status('BUSY', 'good', '正在通话中', 'in a call just now'),
    status('POWER_OFF', 'off', '关机', 'switched off'),
    status('SUSPECTED_POWER_OFF', 'off', '疑似关机', 'probably switched off'),
    status('SHUTDOWN', 'off', '停机', 'suspended'),
    status('NOT_EXIST', 'not-in-service', '空号', 'nobody’s number'),
    status('UNKNOWN', 'not-known-now', '运营商暂时没有给出状态', 'the carrier did not tell in time'),
  ],
  'real-name': [
    realName('1', 'good', '姓名、证件号和手机号一致', 'name, identity number and number are one person’s'),
    realName('0', 'mismatch', '姓名、证件号和手机号不一致', 'name, identity number and number are not one person’s'),
    realName('2', 'no-record', '查无记录', 'no record was found'),
  ],
};

/** Codes that refuse the request itself, of either operation. */
// prettier-ignore
export const checkRequestCodes: readonly CheckCodeRow[] = [
  refusal('OperatorLimit', 'not-covered', '运营商禁止查询该号码', 'the carrier lets nobody ask about this number'),
  refusal('MobileNumberTypeNotMatch', 'not-covered', '不支持该号段', 'numbers of this kind cannot be asked about'),
  refusal('PortabilityNumberNotSupported', 'not-covered', '不支持该携号转网号码', 'this ported number cannot be asked about'),
  refusal('MobileNumberIllegal', 'not-covered', '供应商不认此号码', 'the provider does not take it for a number'),
  refusal('RequestFrequencyLimit', 'rate-limited', '短时间内重复查询同一号码', 'this number was asked about too often of late'),
  refusal('InvalidParameter', 'misconfigured', '参数格式不正确', 'the parameters are malformed'),
  refusal('EncyrptTypeIllegal', 'misconfigured', '加密方式非法', 'the kind of hash is not taken'),
  refusal('CarrierIllegal', 'misconfigured', '运营商类型非法', 'the kind of carrier is not taken'),
  refusal('AuthCodeNotExist', 'misconfigured', '授权码不存在', 'the authorisation code is unknown'),
  refusal('AuthCodeIllegal', 'misconfigured', '授权码不可用于该接口', 'the authorisation code is not for this operation'),
  refusal('AuthCodeAndApiNotMatch', 'misconfigured', '授权码与接口不匹配', 'authorisation code and operation do not match'),
  refusal('isp.UNKNOWN', 'no-answer', '供应商未知异常', 'the provider failed in a way it does not name'),
];

/** What the classes of the gateway's codes, which all of Aliyun's products share, come to for a check. */
const troubleOf: Readonly<Partial<Record<FailureClass, UncheckedBecause>>> = {
  misconfigured: 'misconfigured',
  'rate-limited': 'rate-limited',
  'provider-down': 'provider-down',
  'unknown-outcome': 'no-answer',
};

/** The row of a refusal's code; undefined for a code that no table has. */
export function checkRefusalOf(code: string): CheckCodeRow | undefined {
  const own = checkRequestCodes.find((row) => row.code === code);
  const shared = own === undefined ? rowOf(requestCodes, code) : undefined;
  if (shared === undefined) return own;
  const { zh, en, doc, meaning } = shared;
  const trouble = meaning === 'delivered' || meaning === 'pending' ? undefined : troubleOf[meaning];
  return trouble && { code, meaning: trouble, source: 'request', zh, en, doc };
}

/** The words for a code that is on record. */
export const checkCodeRowOf = (kind: CheckKind, code: string): CheckCodeRow | undefined =>
  checkResultCodes[kind].find((row) => row.code === code) ?? checkRefusalOf(code);
