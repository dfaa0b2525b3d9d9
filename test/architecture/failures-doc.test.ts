/** docs/failures.md says what the code says, and the code has nothing the page does not know. */
import { mostAsked } from '../../domain/escalation/next-step.js';
import { ruledOutBy } from '../../domain/escalation/class-rules.js';
import type { FailureCode } from '../../domain/failure/catalogue.js';
import { catalogue } from '../../domain/failure/catalogue.js';
import { failureClasses } from '../../domain/failure/failure-class.js';
import { notAllowedReasons } from '../../domain/plan/left-out.js';
import { blockedStates } from '../../domain/contact/contact-state.js';
import { checkAnswers, uncheckedReasons } from '../../domain/verification/verification.js';
import { read } from './sources.js';

const page = read('docs/failures.md');

/** Cells of the table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const [, after = ''] = page.split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const unquoted = (cell = ''): string => cell.replaceAll('`', '');
const refusals = tableUnder('Refusals');
const classes = tableUnder('Failure classes');

test('every code of the catalogue is on the page, once, and the page has no other', () => {
  expect(refusals.map(([code]) => unquoted(code)).sort()).toEqual(Object.keys(catalogue).sort());
});

test.each(Object.keys(catalogue) as FailureCode[])(
  '%s has its status and words there, and what to do',
  (code) => {
    const { httpStatus, retryable, zh, en } = catalogue[code];
    const row = refusals.find(([first]) => unquoted(first) === code);
    expect(row).toHaveLength(6);
    expect(row?.slice(1, 5)).toEqual([String(httpStatus), retryable ? 'yes' : 'no', zh, en]);
    expect(row?.[5]).toMatch(/^[A-Z].{3,}\.$/);
  },
);

test('every failure class is on the page, once, and the page has no other', () => {
  expect(classes.map(([name]) => unquoted(name)).sort()).toEqual([...failureClasses].sort());
});

test('every reason why a route may not be used is on the page, and the page has no other', () => {
  const reasons = tableUnder('Why sending was not allowed').map(([reason]) => unquoted(reason));
  expect(reasons.sort()).toEqual([...notAllowedReasons].sort());
});

test('every answer of a check, and every reason for none, is on the page, and the page has no other', () => {
  const first = (heading: string) => tableUnder(heading).map(([cell]) => unquoted(cell));
  expect(first('What a check of a contact says').sort()).toEqual([...checkAnswers].sort());
  expect(first('Why a contact is unchecked').sort()).toEqual([...uncheckedReasons].sort());
  for (const state of blockedStates) expect(page).toContain(`\`${state}\` (`);
});

test.each(failureClasses)('%s is said to rule out what it does, in both languages', (name) => {
  const [, means, rulesOut, next] = classes.find(([first]) => unquoted(first) === name) ?? [];
  expect(rulesOut).toBe(ruledOutBy[name]);
  expect(means).toMatch(/^\p{Script=Han}+: [a-z].*/u);
  expect(next).toMatch(/[a-z]/);
});

test('the page counts the questions to a provider as the code does', () => {
  const words = ['never', 'once', 'twice', 'three times', 'four times'];
  const [, , , next] = classes.find(([first]) => unquoted(first) === 'unknown-outcome') ?? [];
  expect(next).toContain(`asked up to ${words[mostAsked] ?? '?'},`);
});
