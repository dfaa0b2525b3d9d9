/** The one page of the console: made ready for each answer, under a policy of its own. */
import { randomBytes } from 'node:crypto';

export interface FirstPage {
  readonly html: string;
  readonly policy: string;
}

/**
 * The page with a nonce nobody has seen before. Scripts and styles come from our origin alone; the nonce lets in the
 * style tags that Ant Design writes at run time, and nothing else of theirs. `timeZone` is the one the bank reckons in.
 */
export function firstPage(built: string, timeZone: string): FirstPage {
  const nonce = randomBytes(16).toString('base64');
  return {
    html: built.replaceAll('__CONSOLE_NONCE__', nonce).replaceAll('__CONSOLE_TIME_ZONE__', timeZone),
    policy: [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self'",
      "connect-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  };
}
