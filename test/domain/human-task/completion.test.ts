import {
  completionFault,
  isStaffRef,
  isTaskOutcome,
  taskOutcomes,
} from '../../../domain/human-task/human-task.js';
import type { TaskKind, TaskOutcome } from '../../../domain/human-task/human-task.js';

test.each<[TaskKind, TaskOutcome, string | undefined]>([
  ['deliver-by-hand', 'told-by-phone', undefined],
  ['deliver-by-hand', 'told-in-branch', undefined],
  ['deliver-by-hand', 'told-by-letter', undefined],
  ['deliver-by-hand', 'unreachable', 'needs-second-person'],
  ['deliver-by-hand', 'contact-corrected', 'outcome-of-other-kind'],
  ['correct-contact', 'told-by-phone', 'outcome-of-other-kind'],
  ['correct-contact', 'told-in-branch', 'outcome-of-other-kind'],
  ['correct-contact', 'told-by-letter', 'outcome-of-other-kind'],
  ['correct-contact', 'unreachable', 'needs-second-person'],
  ['correct-contact', 'contact-corrected', undefined],
  ['complaint', 'complaint-answered', undefined],
  ['complaint', 'told-by-phone', 'outcome-of-other-kind'],
  ['complaint', 'unreachable', 'outcome-of-other-kind'],
  ['deliver-by-hand', 'complaint-answered', 'outcome-of-other-kind'],
])('one person may finish %s as %s: %s', (kind, outcome, fault) => {
  expect(completionFault(kind, outcome, 'li.wei', undefined)).toBe(fault);
});

test.each<TaskKind>(['deliver-by-hand', 'correct-contact'])(
  '%s is finished as unreachable by two people, not by one under two spellings',
  (kind) => {
    expect(completionFault(kind, 'unreachable', 'li.wei', 'zhang.min')).toBeUndefined();
    expect(completionFault(kind, 'unreachable', 'li.wei', 'li.wei')).toBe('needs-second-person');
    expect(completionFault(kind, 'unreachable', 'li.wei', 'Li.Wei')).toBe('needs-second-person');
  },
);

test('a second person does not make an outcome fit another kind of task', () => {
  expect(completionFault('deliver-by-hand', 'contact-corrected', 'li.wei', 'zhang.min')).toBe(
    'outcome-of-other-kind',
  );
});

test('a second person where none is needed is no fault', () => {
  expect(completionFault('deliver-by-hand', 'told-by-phone', 'li.wei', 'zhang.min')).toBeUndefined();
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
