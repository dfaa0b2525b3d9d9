/** Whether an e-mail address can be written to, by its form alone. */
import type { ContactState } from './contact-state.js';
import { asciiDomainOf } from './domain-name.js';

export interface CheckedEmail {
  readonly state: ContactState;
  /** As it goes on the envelope, where good: the mailbox as given, the domain in ASCII and lower case. */
  readonly address?: string;
}

/**
 * A mailbox of RFC 5321 as people have them: a dot-string of at most 64 octets, a domain name, 254 in
 * all. Quoted mailboxes and address literals are refused, and so are mailboxes outside ASCII, which
 * most servers in use do not take (RFC 6531). A domain may be written in any script.
 */
export function checkEmail(text: string | undefined): CheckedEmail {
  const written = (text ?? '').normalize('NFKC').trim();
  if (written === '') return { state: 'missing' };
  const at = written.lastIndexOf('@');
  const mailbox = written.slice(0, Math.max(0, at));
  const domain = at < 1 ? undefined : asciiDomainOf(written.slice(at + 1));
  if (domain === undefined || mailbox.length > 64 || !dotString.test(mailbox)) return { state: 'bad-format' };
  const address = `${mailbox}@${domain}`;
  return address.length > 254 ? { state: 'bad-format' } : { state: 'good', address };
}

const dotString = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
