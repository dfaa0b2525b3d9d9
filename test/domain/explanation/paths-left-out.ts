/** The paths on which a route was not allowed: which of the reasons it was. */
import type { Explanation } from '../../../domain/explanation/explain.js';
import type { NoticeFacts } from '../../../domain/explanation/facts.js';
import { at, attempt, explained, task } from './subjects.js';

/** With staff, since no route could be used. */
const leftOut = (...routes: NoticeFacts['leftOut']) =>
  explained({ state: 'with-staff', leftOut: routes, tasks: [task({ because: 'no-route' })] });

export const leftOutPaths: Readonly<Record<string, () => Explanation>> = {
  'not permitted, in an older record': () =>
    leftOut({ route: 'sms/aliyun', because: 'not-allowed' }, { route: 'push/fcm', because: 'no-contact' }),
  'no consent': () =>
    leftOut(
      { route: 'sms/aliyun', because: 'not-allowed', reason: 'no-consent' },
      { route: 'sms/aliyun-b', because: 'not-allowed', reason: 'no-consent' },
      { route: 'push/fcm', because: 'not-allowed', reason: 'no-consent' },
      { route: 'email/smtp', because: 'no-contact' },
    ),
  'words nobody approved': () =>
    leftOut({ route: 'email/smtp', because: 'not-allowed', reason: 'words-not-approved' }),
  'words the provider did not approve': () =>
    leftOut(
      { route: 'sms/aliyun', because: 'not-allowed', reason: 'words-not-approved-by-provider' },
      { route: 'sms/aliyun-b', because: 'not-allowed', reason: 'words-not-approved-by-provider' },
    ),
  'a field the words need': () =>
    leftOut({
      route: 'email/smtp',
      because: 'not-allowed',
      reason: 'field-missing',
      fields: ['amount', 'guidance'],
    }),
  'a field too long for the words': () =>
    leftOut({ route: 'sms/aliyun', because: 'not-allowed', reason: 'field-too-long', fields: ['dueDate'] }),
  'each way for a reason of its own, overdue': () =>
    explained(
      {
        state: 'with-staff',
        leftOut: [
          { route: 'sms/aliyun', because: 'bad-contact' },
          { route: 'push/fcm', because: 'not-allowed', reason: 'no-consent' },
          { route: 'email/smtp', because: 'not-allowed', reason: 'words-not-approved' },
        ],
        tasks: [task({ because: 'no-route' })],
      },
      {},
      at('2026-11-08 10:00'),
    ),
  'kept from going twice to the same number': () =>
    explained({
      state: 'with-staff',
      barred: [{ at: at('2026-11-06 18:34:00'), route: 'sms/aliyun' }],
      attempts: [attempt({ settlement: 'no-receipt', settledAt: at('2026-11-06 18:33:07') })],
      tasks: [task({ because: 'not-allowed' })],
    }),
};
