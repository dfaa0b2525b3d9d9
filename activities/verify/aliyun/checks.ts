/** Aliyun's checks of a number (Dytnsapi 2020-02-17). Names and numbers leave us as SHA-256 hashes alone. */
import { createHash } from 'node:crypto';
import { readableCode } from '../../../domain/provider/aliyun/codes.js';
import { checkRefusalOf, checkResultCodes } from '../../../domain/provider/aliyun/check-codes.js';
import type { CheckCodeRow } from '../../../domain/provider/check-code.js';
import { checkAnswers } from '../../../domain/verification/verification.js';
import type { CheckAnswer, CheckKind } from '../../../domain/verification/verification.js';
import { openSignedCalls } from '../../aliyun/signed-calls.js';
import type { SignedCallsOptions } from '../../aliyun/signed-calls.js';
import type { Exchange } from '../../send/exchange.js';
import type { Checker, CheckResult, CheckSubject } from '../checker.js';

export interface AliyunCheckOptions extends Omit<SignedCallsOptions, 'version'> {
  /** What the provider grants for one kind of check (授权码). */
  readonly authCode: string;
}

const version = '2020-02-17';
const mask = 'SHA256';
const hashed = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Numbers of virtual operators, which the check by three elements excludes. */
const virtual = /^1(?:6[25]|7[01])/;

/** Whether a number is in service: PhoneNumberStatusForPublic. */
export function aliyunNumberStatus(options: AliyunCheckOptions): Checker {
  const aliyun = openSignedCalls({ ...options, version });
  const { authCode } = options;
  return {
    kind: 'number-status',
    provider: 'aliyun',
    check: async ({ mobile }, timeoutMs) => {
      const parameters = { AuthCode: authCode, InputNumber: hashed(mobile), Mask: mask };
      const exchange = await aliyun.call('PhoneNumberStatusForPublic', parameters, timeoutMs);
      return resultOf('number-status', exchange, 'Status');
    },
    close: () => aliyun.close(),
  };
}

/** Whether name, identity number and number are one person's: ThreeElementsVerification. */
export function aliyunRealName(options: AliyunCheckOptions): Checker {
  const aliyun = openSignedCalls({ ...options, version });
  const { authCode } = options;
  return {
    kind: 'real-name',
    provider: 'aliyun',
    check: async ({ mobile, person }: CheckSubject, timeoutMs) => {
      if (person === undefined) return { answer: 'unchecked', because: 'no-identity-number' };
      if (virtual.test(mobile)) return { answer: 'unchecked', because: 'not-covered' };
      const parameters = {
        AuthCode: authCode,
        InputNumber: hashed(mobile),
        Name: hashed(person.name),
        CertCode: hashed(person.idNumber),
        Mask: mask,
      };
      const exchange = await aliyun.call('ThreeElementsVerification', parameters, timeoutMs);
      return resultOf('real-name', exchange, 'IsConsistent');
    },
    close: () => aliyun.close(),
  };
}

function resultOf(kind: CheckKind, exchange: Exchange, field: string): CheckResult {
  switch (exchange.kind) {
    case 'not-sent':
      return { answer: 'unchecked', because: 'provider-down', code: exchange.code };
    case 'timeout':
    case 'reset':
    case 'broken':
      return { answer: 'unchecked', because: 'no-answer' };
    case 'answer':
      return exchange.body['Code'] === 'OK' ? answered(kind, exchange.body, field) : refused(exchange);
  }
}

function answered(kind: CheckKind, body: Readonly<Record<string, unknown>>, field: string): CheckResult {
  const data = body['Data'];
  const value =
    typeof data === 'object' && data !== null
      ? new Map<string, unknown>(Object.entries(data)).get(field)
      : undefined;
  if (value === undefined) return { answer: 'unchecked', because: 'no-answer' };
  const code = readableResult(value);
  return meant(checkResultCodes[kind].find((row) => row.code === code)?.meaning ?? 'unlisted-code', code);
}

function meant(meaning: CheckCodeRow['meaning'], code: string): CheckResult {
  return isAnswer(meaning) ? { answer: meaning, code } : { answer: 'unchecked', because: meaning, code };
}

const isAnswer = (meaning: CheckCodeRow['meaning']): meaning is Exclude<CheckAnswer, 'unchecked'> =>
  (checkAnswers as readonly string[]).includes(meaning);

/** `IsConsistent` is a small number; anything else that is no plain code could be somebody's. */
const readableResult = (value: unknown): string =>
  (typeof value === 'number' || typeof value === 'string') && /^-?\d{1,2}$/.test(String(value))
    ? String(value)
    : readableCode(value);

function refused({ status, body }: Extract<Exchange, { kind: 'answer' }>): CheckResult {
  if (typeof body['Code'] !== 'string') return { answer: 'unchecked', because: 'no-answer' };
  const code = readableCode(body['Code']);
  const meaning = checkRefusalOf(code)?.meaning ?? (status >= 500 ? 'no-answer' : 'unlisted-code');
  return meant(meaning, code);
}
