/** What an ordinary day is judged by. */
import { ordinaryScore } from '../../../../cli/drill/ordinary-day/score.js';
import type { OrdinaryFacts } from '../../../../cli/drill/ordinary-day/score.js';
import { ordinaryTable } from '../../../../cli/drill/ordinary-day/score-table.js';
import { alarm, at, attempt, facts, share, taken } from '../regional-outage/facts.js';

type Notice = OrdinaryFacts['witnesses']['survey']['notices'][number];

const given = { seed: 's', applications: 3, elapsedMs: 1 };
const finished = (nth: number, more: Partial<Notice> = {}): Notice => ({
  applicationId: `DR-${nth}`,
  stage: 'final-decision',
  round: 1,
  reportId: `r${nth}`,
  state: 'delivered',
  stateSince: at,
  waitingFor: null,
  waitingUntil: null,
  urgent: false,
  usefulUntil: null,
  owedAt: at,
  reportedAt: at,
  openTask: false,
  everHeld: false,
  finishedAt: at + 1_000,
  ...more,
});

/** One message arrived, one was reported undelivered, of one nothing was ever heard. */
const day = (
  more: Partial<OrdinaryFacts> = {},
  notices = [1, 2, 3].map((nth) => finished(nth)),
): OrdinaryFacts => {
  const { witnesses } = facts();
  const attempts = [
    attempt(1, { settlement: 'delivered' }),
    attempt(2, { settlement: 'undelivered', failure: 'unreachable' }),
    attempt(3),
  ];
  return {
    witnesses: {
      ...witnesses,
      survey: { ...witnesses.survey, applications: 3, notices, attempts },
      providerLog: [taken(1, 'delivered'), taken(2, 'failed'), taken(3, 'swallowed')],
    },
    alarms: [],
    shares: [],
    incidents: 0,
    ...more,
  };
};

test('a day on which only the ordinary failed differs in nothing', () => {
  expect(ordinaryScore(day(), given)).toEqual({
    ...given,
    accepted: 3,
    delivered: 1,
    undelivered: 1,
    silent: 1,
    alarms: 0,
    sharesMoved: 0,
    incidents: 0,
    unfinished: 0,
    againstPolicy: 0,
    duplicateAccepts: 0,
    lost: 0,
    differences: [],
  });
});

test.each<[string, OrdinaryFacts, string]>([
  ['an alarm', day({ alarms: [alarm()] }), 'an alarm receipts-missing sms/aliyun@广东'],
  ['a share that was moved', day({ shares: [share()] }), 'the share of sms/aliyun@广东 was touched'],
  ['an incident', day({ incidents: 1 }), '1 incidents were opened'],
  [
    'a notice that is not finished',
    day({}, [
      finished(1),
      finished(2),
      finished(3, {
        ...{ state: 'awaiting-receipt', finishedAt: null, waitingFor: 'receipt' },
        waitingUntil: at + 3_600_000,
      }),
    ]),
    'DR-3: still awaiting-receipt',
  ],
])('%s is a difference, named', (_what, facts_, difference) => {
  const score = ordinaryScore(facts_, given);
  expect(score.differences).toEqual([difference]);
  expect(ordinaryTable(score, 'en')).toContain(difference);
});

test('it is told in both languages', () => {
  const score = ordinaryScore(day(), given);
  expect(ordinaryTable(score, 'en')).toContain('no alarm was raised');
  expect(ordinaryTable(score, 'en')).not.toMatch(/\p{Script=Han}/u);
  expect(ordinaryTable(score, 'zh')).toContain('没有告警');
});
