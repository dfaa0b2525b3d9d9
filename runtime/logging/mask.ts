import { maskNumbers } from './number-masks.js';

// A letter-like run before the @ is eaten whole, so that nothing of the address is left standing.
const local = "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]";
const label = '[\\p{L}\\p{N}-]';
const email = new RegExp(`(?<!${local})${local}+(?:@|%40)(?:${label}+\\.)+\\p{L}${label}+`, 'giu');

/** Again until nothing is found: of two addresses written into one another one pass sees the first. */
function maskEmails(text: string): string {
  let masked = text;
  for (let before = ''; before !== masked;) {
    before = masked;
    masked = masked.replace(email, '[email]');
  }
  return masked;
}

// Lookbehinds and length limits keep long lines from being scanned once for every place in them.
const scheme = '(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\\/\\/';
const urlCredentials = new RegExp(`(${scheme})[^\\s"'<>/]+@`, 'gi');
const urlQuery = new RegExp(`(${scheme}[^\\s"'<>?]{0,2048}\\?)[^\\s"'<>]+`, 'gi');
const anyQuery = /([?#])[^\s"'<>[\]=&?#]{1,64}=[^\s"'<>]*/g;
// The last step of a receipt address is the secret that proves the provider.
const receiptSecret = /(\/receipts\/[a-z]+\/[a-z0-9-]+\/)[^\s"'<>/?#]+/gi;

const bearer = /\b(bearer)\s+[\w.~+/=-]{6,}/gi;
const basic = /\b(basic)\s+[a-z0-9+/]{16,}={0,2}/gi;
const webToken = /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g;

const wide = /[０-９Ａ-Ｚａ-ｚ＠＋．－＿]/g;
const narrow = (char: string) => String.fromCharCode(char.charCodeAt(0) - 0xfee0);

/**
 * Takes out of a text what could name an applicant or open a door: Chinese mobile numbers however
 * written, landlines, 15- and 18-place identity numbers, e-mail addresses, every run of 11 or more
 * digits, tokens, URL queries and credentials. Left alone: UUIDs, ISO times and epoch milliseconds
 * (13 digits beginning 16 to 19). Masking twice changes nothing more.
 */
export function mask(text: string): string {
  const masked = text
    .replace(wide, narrow)
    .replace(bearer, '$1 [masked]')
    .replace(basic, '$1 [masked]')
    .replace(webToken, '[token]')
    .replace(urlCredentials, '$1[masked]@')
    .replace(urlQuery, '$1[masked]')
    .replace(anyQuery, '$1[masked]')
    .replace(receiptSecret, '$1[masked]');
  return maskNumbers(maskEmails(masked));
}
