/** The provider as a peer's program calls it: by our own client of its protocol, with the words of each stage. */
import { embeddedCode } from '../../../cli/stack/words.js';
import { aliyunCarrier } from '../../../activities/send/sms/aliyun-carrier.js';
import type { CallAnswer } from '../../../activities/send/carrier.js';
import { readConfiguration } from '../../../runtime/configuration/read-configuration.js';
import { attemptIdOf } from './ledger.js';
import type { NoticeKey } from './ledger.js';

const stages = [
  { stage: 'preliminary-approval' },
  { stage: 'supplementary-documents' },
  { stage: 'final-decision', decision: 'declined' },
] as const;

/** Whom to tell, as the loan system reports it. */
export interface Applicant {
  readonly applicant: { readonly name: string };
  readonly contacts: { readonly mobile: string };
}

export type Send = (key: NoticeKey, to: Applicant) => Promise<CallAnswer>;

/** Opens the account that the configuration of the stack names. */
export function openProvider(configurationFile: string): Send {
  const settings = readConfiguration(configurationFile).routes.find(({ route }) => route === 'sms/aliyun');
  if (settings?.protocol !== 'aliyun-sms') throw new Error('the stack has no route sms/aliyun');
  const carrier = aliyunCarrier(settings, Date.now);
  return (key, { applicant, contacts }) =>
    carrier.send({
      attemptId: attemptIdOf(key),
      to: contacts.mobile,
      wording: {
        channel: 'sms',
        templateCode: embeddedCode({
          ...(stages[key.nth - 1] ?? stages[2]),
          channel: 'sms',
          locale: 'zh-CN',
          applicantType: 'person',
        }),
        templateParam: { name: applicant.name },
      },
    });
}
