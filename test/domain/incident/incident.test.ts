import { closingFault, isAccountedFor, progressOf } from '../../../domain/incident/affected.js';
import { nextStroke, remindersBy, usualIncidentTimes } from '../../../domain/incident/clock.js';
import { isOffered } from '../../../domain/incident/compensation.js';
import { enclosesIncident, incidentFrom, incidentName, meets } from '../../../domain/incident/incident.js';
import type { IncidentScope } from '../../../domain/incident/incident.js';
import { namesRoute } from '../../../domain/plan/override.js';

const hourMs = 3_600_000;

test('it is called by its number, and read back by nothing else', () => {
  expect(incidentFrom(incidentName(12))).toBe(12);
  for (const name of [
    'incident',
    'incident 0',
    'incident 1x',
    'incident 12 ',
    '12',
    'incident 9999999999999999',
  ])
    expect(incidentFrom(name)).toBeUndefined();
});

const all: IncidentScope = { target: 'aliyun', from: 100 };
test.each<[string, IncidentScope, IncidentScope, encloses: boolean, meets: boolean]>([
  ['a route of its provider', all, { target: 'sms/aliyun', from: 200 }, true, true],
  ['the provider of a route', { target: 'sms/aliyun', from: 100 }, all, false, true],
  ['another provider', all, { target: 'sms/tencent', from: 100 }, false, false],
  ['a province of all', all, { target: 'aliyun', province: '广东', from: 100 }, true, true],
  ['all of a province', { ...all, province: '广东' }, all, false, true],
  ['another province', { ...all, province: '广东' }, { ...all, province: '浙江' }, false, false],
  [
    'a carrier of a province',
    { ...all, province: '广东' },
    { ...all, province: '广东', carrier: 'china-mobile' },
    true,
    true,
  ],
  ['what began earlier and goes on alike', all, { ...all, from: 50 }, true, true],
  ['what began earlier and is over', all, { ...all, from: 50, until: 150 }, false, true],
  ['what was over before it began', all, { ...all, from: 50, until: 100 }, false, false],
  ['a span within its own', { ...all, until: 300 }, { ...all, from: 150, until: 200 }, true, true],
  ['what goes on where it is over', { ...all, until: 300 }, { ...all, from: 150 }, false, true],
  ['what began once it was over', { ...all, until: 300 }, { ...all, from: 300 }, false, false],
])('whether it has and meets %s', (_what, outer, inner, encloses, isMet) => {
  expect([enclosesIncident(outer, inner), meets(outer, inner), meets(inner, outer)]).toEqual([
    encloses,
    isMet,
    isMet,
  ]);
});

test('a target is a route, or a provider with all its routes', () => {
  expect(namesRoute('aliyun', 'voice/aliyun')).toBe(true);
  expect(namesRoute('sms/aliyun', 'voice/aliyun')).toBe(false);
  expect(namesRoute('aliyun', 'sms/aliyun-b')).toBe(false);
});

test('only whoever is told, confirmed unreachable or need not hear it is accounted for', () => {
  const counts = {
    'told-late': 1,
    'told-by-staff': 2,
    unreachable: 3,
    needless: 4,
    'with-staff': 5,
  } as const;
  const progress = progressOf({ ...counts, unproven: 6, 'under-way': 7 }, 8);
  expect(progress).toEqual({ affected: 28, accountedFor: 10, untold: 18, undecided: 8 });
  expect(isAccountedFor('unproven')).toBe(false);
  expect(closingFault({}, { ...progress, untold: 0, undecided: 0 })).toBe('incident-goes-on');
  expect(closingFault({ until: 1 }, { ...progress, untold: 0 })).toBe('incident-unaccounted');
  expect(closingFault({ until: 1 }, { ...progress, undecided: 0 })).toBe('incident-unaccounted');
  expect(closingFault({ until: 1 }, { ...progress, untold: 0, undecided: 0 })).toBeUndefined();
});

test('its clock strikes twelve, four and one hour before its end, and at its end', () => {
  const dueAt = 24 * hourMs;
  const times = usualIncidentTimes;
  const strokes: number[] = [];
  for (let at: number | undefined = 0; (at = nextStroke(dueAt, times, at)) !== undefined;) strokes.push(at);
  expect(strokes.map((at) => at / hourMs)).toEqual([12, 20, 23, 24]);
  expect([0, 12, 20, 23, 24].map((hour) => remindersBy(dueAt, times, hour * hourMs))).toEqual([
    0, 1, 2, 3, 3,
  ]);
});

describe('what a rule offers', () => {
  const rule = {
    stages: ['final-decision'],
    decisions: ['approved'],
    untoldMs: 4 * hourMs,
    offer: 'extra-credit',
  } as const;
  const late = { stage: 'final-decision', decision: 'approved', owedAt: 0, isNeedless: false } as const;
  test.each([
    ['who heard of it late', { ...late, toldAt: 4 * hourMs }, true],
    ['who heard of it in time', { ...late, toldAt: 4 * hourMs - 1 }, false],
    ['who has not heard of it for so long', late, true],
    ['another decision', { ...late, decision: 'declined' as const }, false],
    ['a stage it is not about', { ...late, stage: 'preliminary-approval' as const }, false],
    ['who need not hear it any more', { ...late, isNeedless: true }, false],
  ])('%s', (_who, facts, isNamed) => {
    expect(isOffered(rule, facts, 5 * hourMs)).toBe(isNamed);
  });
  test('nobody who has not heard of it for less', () => {
    expect(isOffered(rule, late, 3 * hourMs)).toBe(false);
  });
});
