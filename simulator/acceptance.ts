import type { Acceptance } from './log-entry.js';

/** Whom a message was for: number or token. */
export const addresseeOf = (acceptance: Acceptance): string =>
  acceptance.channel === 'push' ? acceptance.token : acceptance.phone;

/** The provider's id of a message. */
export const messageIdOf = (acceptance: Acceptance): string =>
  acceptance.channel === 'push' ? acceptance.messageId : acceptance.bizId;

/** What a message says, in one text: equal for equal messages, whichever attempt they are of. */
export function wordsOf(acceptance: Acceptance): string {
  if (acceptance.channel !== 'push')
    return `${acceptance.templateCode} ${JSON.stringify(acceptance.templateParam)}`;
  const { title, body, data } = acceptance;
  return JSON.stringify([title, body, Object.entries(data).filter(([name]) => name !== 'acknowledge')]);
}

/** The reference in it that an applicant can read out. */
export const spokenReferenceOf = (acceptance: Acceptance): string | undefined =>
  acceptance.channel === 'push' ? acceptance.data['reference'] : acceptance.templateParam['ref'];
