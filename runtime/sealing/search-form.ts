/** What can be searched for by its exact value. */
export type IndexKind = 'mobile' | 'name' | 'email' | 'push-token';

const withCountryCode = /^(?:00)?86(1[3-9]\d{9})$/;

/**
 * The one form under which different ways of writing the same value are found: a mobile number is
 * its digits without +86, a name its letters and digits without case, spaces and signs, an e-mail
 * address is lower-cased, a token of the app stays as it is. Full-width characters count as their plain ones.
 */
export function searchForm(kind: IndexKind, value: string): string {
  const text = value.normalize('NFKC').trim();
  switch (kind) {
    case 'mobile': {
      const digits = text.replace(/\D+/g, '');
      return withCountryCode.exec(digits)?.[1] ?? digits;
    }
    case 'name':
      return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '').toLowerCase() || text;
    case 'email':
      return text.toLowerCase();
    case 'push-token':
      return value;
  }
}
