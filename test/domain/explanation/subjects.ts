import type {
  AttemptFacts,
  ApplicationFacts,
  NoticeFacts,
  TaskFacts,
} from '../../../domain/explanation/facts.js';
import { explain } from '../../../domain/explanation/explain.js';
import type { Explanation } from '../../../domain/explanation/explain.js';
import type { Clockwork } from '../../../domain/explanation/moment.js';

/** An instant by the wall in Shanghai: `2026-11-06 18:30`, a Friday. */
export const at = (wall: string): number => Date.parse(`${wall.replace(' ', 'T')}+08:00`);

export const shanghai: Clockwork = { timeZone: 'Asia/Shanghai' };

/** Friday evening, unless a test says otherwise. */
export const now = at('2026-11-06 18:40:00');

/** A final decision just taken up, but for what is changed. */
export const notice = (changed: Partial<NoticeFacts> = {}): NoticeFacts => ({
  stage: 'final-decision',
  round: 1,
  state: 'sending',
  stateSince: at('2026-11-06 18:30:05'),
  owedAt: at('2026-11-06 18:30:00'),
  urgent: false,
  holds: [],
  windowClosedAt: [],
  leftOut: [],
  barred: [],
  attempts: [],
  tasks: [],
  contradictions: [],
  alarms: [],
  ...changed,
});

/** A text message to Aliyun, accepted half a minute after six, but for what is changed. */
export const attempt = (changed: Partial<AttemptFacts> = {}): AttemptFacts => ({
  route: 'sms/aliyun',
  purpose: 'first',
  outcome: 'accepted',
  evidence: 'receipt',
  intendedAt: at('2026-11-06 18:30:06'),
  answeredAt: at('2026-11-06 18:30:07'),
  neverReceived: false,
  asked: 0,
  contact: 'mobile@1',
  unanswered: false,
  ...changed,
});

/** A task opened at 18:35, due a day later. */
export const task = (changed: Partial<TaskFacts> = {}): TaskFacts => ({
  kind: 'deliver-by-hand',
  because: 'silence',
  openedAt: at('2026-11-06 18:35:00'),
  dueAt: at('2026-11-07 18:35:00'),
  ...changed,
});

export const application = (changed: Partial<ApplicationFacts> = {}): ApplicationFacts => ({
  reportedAt: at('2026-11-02 10:00:00'),
  contacts: [{ name: 'mobile', state: 'good' }],
  corrections: [],
  refusals: [],
  notices: [],
  ...changed,
});

/** The explanation of one notice alone. */
export const explained = (
  changed: Partial<NoticeFacts>,
  given: Partial<ApplicationFacts> = {},
  when = now,
  clockwork = shanghai,
): Explanation => {
  const one = notice(changed);
  return explain(application({ notices: [one], ...given }), one, when, clockwork);
};
