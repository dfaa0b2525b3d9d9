/** Made-up applicants of a chaos run: no two share a detail, and none of it can stand anywhere by chance. */

const surnames = ['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐'];
const birds = '鹭鹤鸲鹂鹊鹃鸢鹞鸮鹈鹕鸻鹬鹫鹳鹮鹇鹑鹎鹪';
const hues = '绀缃缥绾赭黛黝皂赤翠';

/** Who applies, and all that must stay between them and the bank. */
export interface ChaosApplicant {
  readonly applicationId: string;
  readonly name: string;
  readonly mobile: string;
  readonly email: string;
  readonly fcmToken: string;
  readonly jpushToken: string;
  readonly document: string;
  readonly guidance: string;
}

/** The n-th of at most 2,000. */
export function chaosApplicant(n: number): ChaosApplicant {
  const letter = (letters: string, place: number) => letters[place % letters.length] ?? '';
  const given = `${letter(hues, Math.floor(n / 200))}${letter(birds, Math.floor(n / 10))}`;
  const name = `${surnames[n % 10] ?? ''}${given}`;
  const four = String(n).padStart(4, '0');
  return {
    applicationId: `CH-${four}`,
    name,
    // 9,973 is prime: neighbours do not look alike.
    mobile: `1395${String((n * 9_973 + 1_234_567) % 10_000_000).padStart(7, '0')}`,
    email: `chaos-${four}.feiniao@example.com`,
    fcmToken: `chaos-token-${four}:QmlkYS1jaGFvcy1ydW4`,
    jpushToken: `1a2b3c4d5e6f7${four}00`,
    document: `${name}名下行驶证复印件`,
    guidance: `请${name}到柜台面签`,
  };
}

/** Everything about an applicant that must stand nowhere in clear text. */
export const canariesOf = (who: ChaosApplicant): string[] =>
  Object.values<string>({ ...who }).filter((detail) => detail !== who.applicationId);
