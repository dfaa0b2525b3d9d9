/** What is said of an outcome or a number that waits for a second person, or was one person's alone. */
import type { ApprovalFact } from '../../../domain/explanation/facts.js';
import { at, explained, task } from './subjects.js';

const approval = (changed: Partial<ApprovalFact> = {}): ApprovalFact => ({
  act: 'unreachable',
  state: 'proposed',
  proposedBy: 'li.na',
  proposedAt: at('2026-11-06 18:37:00'),
  since: at('2026-11-06 18:37:00'),
  until: at('2026-11-07 18:37:00'),
  carriedOut: false,
  ...changed,
});
const withStaff = (...approvals: ApprovalFact[]) =>
  explained({ state: 'with-staff', tasks: [task()], approvals });
const told = ({ en, zh }: ReturnType<typeof explained>) => ({
  en: en.evidence.join('\n'),
  zh: zh.evidence.join('\n'),
});

test('an outcome that waits counts only once somebody else agrees, and the next step says so', () => {
  const { cause, en, zh } = withStaff(approval());
  expect(cause).toBe('with-staff');
  expect(en.cause).toContain(
    'li.na proposes to close it untold, as the applicant cannot be reached; that counts only once a second person agrees, until Saturday 7 November 2026, 18:37 at the latest.',
  );
  expect(en.nextStep).toContain('A second person decides on what was proposed.');
  expect(zh.cause).toContain('员工 li.na 提议以「联系不上」结束，须经第二人同意方能生效，最迟');
  expect(zh.nextStep).toContain('所提事项由第二人审批。');
});

test('a number that waits is not used yet', () => {
  const { en, zh } = withStaff(approval({ act: 'contact-change' }));
  expect(en.cause).toContain(
    'li.na has given another mobile number; it is used only once a second person agrees',
  );
  expect(zh.cause).toContain('员工 li.na 登记了新的手机号，须经第二人同意方能生效');
});

test('a correction that waits is what staff hear of before they tell anybody, whatever else waits', () => {
  const place = { stage: 'final-decision', round: 2 } as const;
  const correction = approval({ act: 'corrected-decision', place, proposedBy: '4f0c9d1e-8c4b' });
  const { en, zh } = withStaff(approval({ act: 'contact-change' }), correction);
  expect(en.cause).toContain(
    'The loan system has corrected it (round 2); the correction takes its place only once a second person agrees, until',
  );
  expect(en.nextStep).toContain(
    'Ask a supervisor before you tell the applicant: the correction waits to be decided on.',
  );
  expect(zh.cause).toContain('信贷系统已作更正（第 2 轮），须经第二人同意方能生效，最迟');
  expect(zh.nextStep).toContain('告知申请人之前先问主管：更正正待审批。');
});

test.each([
  ['approved', { by: 'wang.wei' }],
  ['acted-alone', {}],
] as const)('what was decided (%s) and is not done yet is being carried out', (state, more) => {
  const { en, zh } = withStaff(approval({ state, ...more }));
  expect(en.cause).toContain('That it be closed untold is decided; it is being carried out.');
  expect(zh.cause).toContain('以「联系不上」结束一事已定，正在执行。');
  expect(en.nextStep).not.toContain('second person');
});

test.each([
  [
    'rejected',
    { by: 'wang.wei' },
    'wang.wei did not agree with li.na to close',
    '员工 wang.wei 没有同意员工 li.na 以',
  ],
  ['withdrawn', {}, 'li.na took back the proposal to close', '员工 li.na 撤回了以「联系不上」'],
  ['expired', {}, 'the proposal of li.na to close the message untold', '提议过期，无人审批'],
  ['overtaken', {}, 'became void, since things had changed', '情况已变，员工 li.na 以'],
] as const)('what ended as %s is told, and nothing waits for it', (state, more, en, zh) => {
  const said = withStaff(approval({ state, since: at('2026-11-06 18:38:00'), ...more }));
  expect(told(said).en).toContain(en);
  expect(told(said).zh).toContain(zh);
  expect(said.en.cause).toBe(withStaff().en.cause);
});

test('what two people agreed to is told by what was done', () => {
  const said = withStaff(approval({ state: 'approved', by: 'wang.wei', carriedOut: true }));
  expect(told(said)).toEqual(told(withStaff()));
  const number = withStaff(
    approval({ act: 'contact-change', state: 'approved', by: 'wang.wei', carriedOut: true }),
  );
  expect(told(number).en).toContain('wang.wei agreed with li.na to replace or take away the mobile number.');
});

test.each([
  ['nobody has reviewed', {}, 'acting alone, which nobody has reviewed yet.', '属单人紧急操作，尚无人复核。'],
  [
    'somebody endorsed',
    { state: 'reviewed', by: 'chen.jie', verdict: 'endorsed' },
    'acting alone, which chen.jie reviewed and endorsed.',
    '属单人紧急操作，员工 chen.jie 已复核，予以认可。',
  ],
  [
    'somebody objected to',
    { state: 'reviewed', by: 'chen.jie', verdict: 'objected' },
    'acting alone, which chen.jie reviewed and objected to.',
    '属单人紧急操作，员工 chen.jie 已复核，有异议。',
  ],
] as const)('an applicant left untold by one person alone, which %s', (_what, more, en, zh) => {
  const finishedAt = at('2026-11-06 18:39:00');
  const done = { finishedAt, outcome: 'unreachable', staffRef: 'li.na', identity: 'verified' } as const;
  const said = explained({
    state: 'unreachable',
    finishedAt,
    tasks: [task(done)],
    approvals: [approval({ state: 'acted-alone', carriedOut: true, ...more })],
  });
  expect(said.en.cause).toContain(en);
  expect(said.zh.cause).toContain(zh);
  expect(told(said).en).toContain('li.na decided to close the message untold');
});
