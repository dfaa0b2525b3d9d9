import {
  completionFault,
  isStaffRef,
  isTaskOutcome,
  needsApproval,
  taskOutcomes,
} from '../../../domain/human-task/human-task.js';
import type { TaskKind, TaskOutcome } from '../../../domain/human-task/human-task.js';

test.each<[TaskKind, TaskOutcome, string | undefined]>([
  ['deliver-by-hand', 'told-by-phone', undefined],
  ['deliver-by-hand', 'told-in-branch', undefined],
  ['deliver-by-hand', 'told-by-letter', undefined],
  ['deliver-by-hand', 'unreachable', undefined],
  ['deliver-by-hand', 'contact-corrected', 'outcome-of-other-kind'],
  ['correct-contact', 'told-by-phone', 'outcome-of-other-kind'],
  ['correct-contact', 'told-in-branch', 'outcome-of-other-kind'],
  ['correct-contact', 'told-by-letter', 'outcome-of-other-kind'],
  ['correct-contact', 'unreachable', undefined],
  ['correct-contact', 'contact-corrected', undefined],
  ['complaint', 'complaint-answered', undefined],
  ['complaint', 'told-by-phone', 'outcome-of-other-kind'],
  ['complaint', 'unreachable', 'outcome-of-other-kind'],
  ['deliver-by-hand', 'complaint-answered', 'outcome-of-other-kind'],
])('%s may be finished as %s: %s', (kind, outcome, fault) => {
  expect(completionFault(kind, outcome)).toBe(fault);
});

test('an applicant is left untold with a second person alone', () => {
  expect(taskOutcomes.filter(needsApproval)).toEqual(['unreachable']);
});

test.each(['li.wei', 'L2', 'ops_7-a', 'a'.repeat(40)])('%s names a member of staff', (text) => {
  expect(isStaffRef(text)).toBe(true);
});

test.each([
  '',
  'a',
  'a'.repeat(41),
  '13800138000',
  '7up',
  '李伟',
  'li wei',
  'li@bank',
  'li\n',
  undefined,
  null,
  7,
])('%j names no member of staff', (text) => {
  expect(isStaffRef(text)).toBe(false);
});

test('nothing but the five words is an outcome', () => {
  expect(taskOutcomes.every(isTaskOutcome)).toBe(true);
  for (const other of ['', 'told', 'Unreachable', 'toString', 0, null, undefined])
    expect(isTaskOutcome(other)).toBe(false);
});
