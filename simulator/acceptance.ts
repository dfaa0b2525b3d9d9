import type { Acceptance } from './log-entry.js';

/** Whom a message was for: number, token or address. */
export function addresseeOf(acceptance: Acceptance): string {
  switch (acceptance.channel) {
    case 'push':
      return acceptance.token;
    case 'email':
      return acceptance.to;
    case 'sms':
    case undefined:
      return acceptance.phone;
  }
}

/** The provider's id of a message; an e-mail's is ours. */
export const messageIdOf = (acceptance: Acceptance): string =>
  acceptance.channel === 'push' || acceptance.channel === 'email' ? acceptance.messageId : acceptance.bizId;

/** What a message says, in one text: equal for equal messages, whichever attempt they are of. */
export function wordsOf(acceptance: Acceptance): string {
  switch (acceptance.channel) {
    case 'push': {
      const { title, body, data } = acceptance;
      return JSON.stringify([title, body, Object.entries(data).filter(([name]) => name !== 'acknowledge')]);
    }
    case 'email':
      return JSON.stringify([acceptance.subject, acceptance.text]);
    case 'sms':
    case undefined:
      return `${acceptance.templateCode} ${JSON.stringify(acceptance.templateParam)}`;
  }
}

/** The reference in it that an applicant can read out. */
export function spokenReferenceOf(acceptance: Acceptance): string | undefined {
  switch (acceptance.channel) {
    case 'push':
      return acceptance.data['reference'];
    case 'email':
      return acceptance.reference;
    case 'sms':
    case undefined:
      return acceptance.templateParam['ref'];
  }
}
