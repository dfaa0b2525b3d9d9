import { scoreOf } from '../../../../cli/drill/regional-outage/score.js';
import type { DrillFacts } from '../../../../cli/drill/regional-outage/facts.js';
import { answerOf } from '../../../../cli/drill/regional-outage/loan-system.js';
import { affected, alarm, at, compensation, drillCase, facts, incident, share, taken } from './facts.js';

const differencesIn = (more: Partial<DrillFacts>): readonly string[] =>
  scoreOf(facts(more), drillCase).differences;

test('a drill in which everything went as it must differs in nothing, and is timed from the first lost message', () => {
  expect(scoreOf(facts(), drillCase)).toEqual({
    seed: 's',
    applications: 4,
    route: 'sms/aliyun',
    province: '广东',
    alarmMs: 12_499,
    shareMovedMs: 12_499,
    incidentMs: 12_499,
    closedMs: 29_999,
    // The minute ended, the youngest was two seconds old, and the next look was its.
    periodsToAlarm: 1,
    accepted: 6,
    swallowed: 3,
    swallowedPercent: 50,
    swallowedAfterMove: 0,
    affected: 2,
    toldLate: 0,
    toldOtherwise: 0,
    toldByResend: 1,
    toldByStaff: 1,
    untold: 0,
    compensationProposed: 2,
    compensationGranted: [1, 3].filter((nth) => answerOf('s', `DR-${nth}`) === 'granted').length,
    compensationRefused: [1, 3].filter((nth) => answerOf('s', `DR-${nth}`) === 'refused').length,
    compensationTold: [1, 3].filter((nth) => answerOf('s', `DR-${nth}`) === 'granted').length,
    otherSharesTouched: 0,
    otherAlarms: 0,
    againstPolicy: 0,
    duplicateAccepts: 0,
    lost: 0,
    elapsedMs: 1,
    differences: [],
  });
});

test.each([
  [59_000, 1, []],
  [119_000, 2, []],
  [125_000, 3, ['the alarm came after 3 periods, expected 2 at most']],
])('an alarm %i ms after there was enough came after %i periods', (afterMs, periods, differences) => {
  const openedAt = at + 10_000 + 2_000 + afterMs;
  const score = scoreOf(facts({ alarms: [alarm({ openedAt })] }), drillCase);
  expect(score.periodsToAlarm).toBe(periods);
  expect(score.differences).toEqual(differences);
});

test('messages swallowed after the share was moved are counted apart', () => {
  const { witnesses } = facts();
  const [, second, third, ...rest] = witnesses.providerLog;
  if (second === undefined || third === undefined) throw new Error('the log is shorter than it was');
  const providerLog = [taken(1, 'swallowed', { at: share().setAt + 1 }), second, third, ...rest];
  expect(scoreOf(facts({ witnesses: { ...witnesses, providerLog } }), drillCase)).toMatchObject({
    swallowed: 3,
    swallowedAfterMove: 1,
    differences: [],
  });
});

test('whoever was swallowed and does not stand on the list is named, and whoever stands there without need', () => {
  const [first] = facts().list;
  if (first === undefined) throw new Error('the list is empty');
  expect(differencesIn({ list: [first] })).toEqual([
    'DR-3/final-decision/1: swallowed, not on the list',
    'DR-3: compensation was proposed without need',
  ]);
  expect(differencesIn({ list: [...facts().list, affected(4)] })).toEqual([
    'DR-4/final-decision/1: on the list, not left untold',
    'DR-4: no compensation was proposed',
  ]);
});

test('whoever was listed before the second message of their story arrived is told otherwise, by that message alone', () => {
  const copied = affected(2, {
    stage: 'preliminary-approval',
    state: 'told-otherwise',
    toldBy: 'sms/tencent',
  });
  expect(differencesIn({ list: [...facts().list, copied] })).toEqual([]);
  expect(
    differencesIn({ list: [...facts().list.slice(1), affected(1, { ...copied, applicationId: 'DR-1' })] }),
  ).toEqual(
    expect.arrayContaining([
      'DR-1/preliminary-approval/1: told-otherwise, and no message arrived by the provider’s log',
    ]),
  );
});

test('what the ledger holds for told by a resend must have arrived by the provider’s log', () => {
  const { witnesses, list } = facts();
  const providerLog = witnesses.providerLog.map((entry) =>
    entry.n === 5 ? taken(5, 'failed', { route: 'sms/tencent', ref: 'DR-3-F1' }) : entry,
  );
  expect(differencesIn({ witnesses: { ...witnesses, providerLog }, list })).toEqual([
    'DR-3/final-decision/1: told-by-resend, and no message arrived by the provider’s log',
  ]);
});

test.each<[string, Partial<DrillFacts>, string[]]>([
  [
    'no alarm and no share',
    { alarms: [], shares: [] },
    ['no alarm receipts-missing sms/aliyun@广东', 'the share of sms/aliyun@广东 was not moved'],
  ],
  [
    'the share of another province',
    { shares: [share(), share({ overrideId: 2, province: '浙江' })] },
    ['the share of sms/aliyun@浙江 was touched'],
  ],
  [
    'an alarm about something else',
    { alarms: [alarm(), alarm({ alarmId: 2, kind: 'route-failing', subject: 'sms/tencent' })] },
    ['an alarm route-failing sms/tencent'],
  ],
  ['no incident', { incidents: [] }, ['0 incidents were opened, expected 1']],
  [
    'an incident about the whole route',
    { incidents: [incident({ province: null })] },
    ['incident 1 is about something else'],
  ],
  [
    'an incident nobody closed',
    {
      incidents: [
        incident({ closedAt: null, closedBy: null, confirmedBy: null }, { untold: 1, undecided: 2 }),
      ],
    },
    ['incident 1: 1 untold, 2 undecided', 'incident 1 is not closed'],
  ],
  [
    'an incident closed by one person',
    { incidents: [incident({ confirmedBy: 'wang.fang' })] },
    ['incident 1 was closed by one person'],
  ],
  [
    'somebody still with staff',
    { list: [...facts().list.slice(1), affected(1, { state: 'with-staff' })] },
    ['DR-1/final-decision/1: with-staff'],
  ],
  [
    'a compensation that came to nothing',
    { compensations: [compensation(1, { state: 'approved' })] },
    [
      'DR-3: no compensation was proposed',
      `DR-1: compensation approved, expected ${answerOf('s', 'DR-1') === 'granted' ? 'told' : 'refused'}`,
    ],
  ],
])('%s is a difference', (_what, more, expected) => {
  expect(differencesIn(more)).toEqual(expected);
});
