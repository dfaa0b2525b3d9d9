/** What somebody typed, told apart by its form: an application id, a mobile number or a name. */

export type Asked =
  | { readonly kind: 'nothing' }
  /** Holds an identity number, or somebody’s number inside of what would be an id: those belong into no address. */
  | { readonly kind: 'personal-number' }
  | { readonly kind: 'mobile'; readonly mobile: string }
  | { readonly kind: 'name'; readonly name: string }
  /** `orName`: nothing but letters, which may be a name as well. */
  | { readonly kind: 'application-id'; readonly applicationId: string; readonly orName: boolean };

/** Marks that nobody sees, which come along when something is copied. */
const unseen = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const mobile = /^(?:(?:\+|00)?86)?(1[3-9]\d{9})$/;
const foreignNumber = /^(?:\+|00)\d{8,15}$/;
const identityNumber = /^(?:\d{15}|\d{17}[\dX])$/i;
const applicationId = /^[A-Z0-9][A-Z0-9._-]{0,63}$/i;
const heldNumber = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dX]/i;

/** Full-width characters, blanks and unseen marks let pass, as they come from input methods and from copying. */
export function read(typed: string): Asked {
  const text = typed.normalize('NFKC').replaceAll(unseen, '').trim().replaceAll(/\s+/g, ' ');
  if (text === '') return { kind: 'nothing' };
  const compact = text.replaceAll(/[\s()-]/g, '');
  const [, number] = mobile.exec(compact) ?? [];
  if (number !== undefined) return { kind: 'mobile', mobile: number };
  if (foreignNumber.test(compact)) return { kind: 'mobile', mobile: compact.replace(/^00/, '+') };
  if (identityNumber.test(compact)) return { kind: 'personal-number' };
  if (!applicationId.test(text)) return { kind: 'name', name: text };
  if (heldNumber.test(text)) return { kind: 'personal-number' };
  return { kind: 'application-id', applicationId: text, orName: /^[A-Z]+$/i.test(text) };
}
