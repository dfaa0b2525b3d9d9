/** Made-up applicants whose every personal detail is a canary, so that a leak names what leaked. */

const surnames = ['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐'];
const given = [
  '金丝雀',
  '翠羽衣',
  '白鹭洲',
  '朱顶鹤',
  '蓝尾鸲',
  '绿啄木',
  '黄腹莺',
  '灰喜鹊',
  '红腹锦',
  '紫水鸡',
];

/** Where the weights of GB 11643 leave a checksum, so that the number passes for a real one. */
function identityNumber(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return `${first17}${'10X98765432'[sum % 11] ?? ''}`;
}

/** The n-th applicant, 0 to 9; no two share a detail. */
export function canaryApplicant(n: number) {
  return {
    applicationId: `LEAK-${String(n).padStart(4, '0')}`,
    name: `${surnames[n] ?? ''}${given[n] ?? ''}`,
    contactPerson: `联系人${given[n] ?? ''}${surnames[n] ?? ''}`,
    mobile: `1390000${String(7_001 + n * 101)}`,
    landline: `0571-8765${String(4_001 + n * 101)}`,
    email: `canary-${String(n)}.jinsique@example.com`,
    pushToken: `push-token-canary-${String(n)}-QmlkYS1jYW5hcnk`,
    idNumber: identityNumber(`3301061990010${String(1_011 + n * 103)}`),
    document: `${given[n] ?? ''}名下房产证复印件`,
    guidance: `请${given[n] ?? ''}本人携带收入证明到柜台`,
    reason: `${given[n] ?? ''}家中急用资金`,
    correctedMobile: `1370000${String(7_051 + n * 101)}`,
    correctedEmail: `canary-${String(n)}.cuiyuyi@example.net`,
    resendReason: `${given[n] ?? ''}来电说误删了短信`,
    revealReason: `${given[n] ?? ''}家属来电核对号码`,
  };
}

export type CanaryApplicant = ReturnType<typeof canaryApplicant>;

/** Everything about an applicant that must stand nowhere in clear text. */
export const canariesOf = (who: CanaryApplicant): string[] =>
  Object.values(who).filter((detail) => detail !== who.applicationId);
