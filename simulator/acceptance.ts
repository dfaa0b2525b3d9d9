import type { Acceptance } from './log-entry.js';

/** Whom a message was for: number, token or address. */
export function addresseeOf(acceptance: Acceptance): string {
  if (acceptance.channel === 'push') return acceptance.token;
  if (acceptance.channel === 'email') return acceptance.to;
  return acceptance.phone;
}

/** The provider's id of a message; an e-mail's is ours. */
export const messageIdOf = (acceptance: Acceptance): string =>
  acceptance.channel === 'push' || acceptance.channel === 'email' ? acceptance.messageId : acceptance.bizId;

/** What a message says, in one text: equal for equal messages, whichever attempt they are of. */
export function wordsOf(acceptance: Acceptance): string {
  if (acceptance.channel === 'email') return JSON.stringify([acceptance.subject, acceptance.text]);
  if (acceptance.channel !== 'push')
    return `${acceptance.templateCode} ${JSON.stringify(acceptance.templateParam)}`;
  const { title, body, data } = acceptance;
  return JSON.stringify([title, body, Object.entries(data).filter(([name]) => name !== 'acknowledge')]);
}

/** The reference in it that an applicant can read out. */
export function spokenReferenceOf(acceptance: Acceptance): string | undefined {
  if (acceptance.channel === 'push') return acceptance.data['reference'];
  if (acceptance.channel === 'email') return acceptance.reference;
  return acceptance.templateParam['ref'];
}
