import { createHash } from 'node:crypto';
import type { AliyunAccount } from './account.js';
import type { Refusal } from './answer.js';

type Parameters = Readonly<Record<string, string>>;

/** The number service (Dytnsapi) has an API version of its own. */
export const checkVersion = '2020-02-17';
const resultOf: Readonly<Record<string, (told: string | undefined) => Record<string, unknown>>> = {
  PhoneNumberStatusForPublic: (told = 'NORMAL') => ({ Status: told, Carrier: 'CMCC' }),
  ThreeElementsVerification: (told = '1') => ({
    IsConsistent: /^\d$/.test(told) ? Number(told) : told,
    BasicCarrier: '中国移动',
  }),
};

/** Whether an operation is one of the number service. */
export const isCheck = (operation: string): boolean => Object.hasOwn(resultOf, operation);

/** Answers a check as a rule has it, else that all is well; what cannot be checked is refused. */
export function checkedOf(
  operation: string,
  parameters: Parameters,
  { authCode }: AliyunAccount,
  told: string | undefined,
): { readonly Data: Record<string, unknown> } | Refusal {
  const mandatory =
    operation === 'ThreeElementsVerification'
      ? ['AuthCode', 'InputNumber', 'Mask', 'Name', 'CertCode']
      : ['AuthCode', 'InputNumber', 'Mask'];
  const missing = mandatory.find((name) => (parameters[name] ?? '') === '');
  if (missing !== undefined)
    return { code: `Missing${missing}`, message: `${missing} is mandatory for this action.` };
  if (authCode !== undefined && parameters['AuthCode'] !== authCode)
    return { code: 'AuthCodeNotExist', message: 'The label application form does not exist.' };
  if (!['NORMAL', 'MD5', 'SHA256'].includes(parameters['Mask'] ?? ''))
    return {
      code: 'EncyrptTypeIllegal',
      message: 'The encryption type of the mobile phone number is illegal',
    };
  const shape = { NORMAL: /^1\d{10}$/, MD5: /^[0-9a-f]{32}$/i, SHA256: /^[0-9a-f]{64}$/i }[
    parameters['Mask'] as 'NORMAL' | 'MD5' | 'SHA256'
  ];
  if (!shape.test(parameters['InputNumber'] ?? ''))
    return { code: 'MobileNumberIllegal', message: 'Wrong format of phone number' };
  return { Data: resultOf[operation]?.(told) ?? {} };
}

/** Whether what was sent is this number, in clear or as a hash of it. */
export const isThatNumber = (sent: string | undefined, phone: string): boolean =>
  sent !== undefined &&
  (sent === phone ||
    (sent.length === 64 && sent.toLowerCase() === createHash('sha256').update(phone).digest('hex')));
