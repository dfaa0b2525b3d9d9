import type { Asked } from '../../../domain/explanation/explain.js';
import { explainApplication } from '../../../domain/explanation/explain.js';
import type {
  ApplicationFacts,
  ListedFact,
  NoticeFacts,
  RefusalFact,
} from '../../../domain/explanation/facts.js';
import type { Cause } from '../../../domain/explanation/finding.js';
import { waits } from '../../../domain/notice/state.js';
import type { Wait } from '../../../domain/notice/state.js';
import { application, at, attempt, explained, notice, now, shanghai, task } from './subjects.js';

const answer = (given: Partial<ApplicationFacts>, asked: Asked = {}) =>
  explainApplication(application(given), asked, now, shanghai).explanation;
const delivered: Partial<NoticeFacts> = { state: 'delivered', finishedAt: at('2026-11-06 18:31') };
const refusal = (changed: Partial<RefusalFact> = {}): RefusalFact => ({
  at: at('2026-11-06 18:39'),
  kind: 'stage',
  stage: 'final-decision',
  round: 1,
  code: 'body-invalid',
  ...changed,
});

describe('which notice speaks for an application', () => {
  const preliminary = notice({ stage: 'preliminary-approval', owedAt: at('2026-11-03 10:00'), ...delivered });

  test('the unfinished one, before those that are finished', () => {
    const documents = notice({ stage: 'supplementary-documents', state: 'with-staff', tasks: [task()] });
    expect(answer({ notices: [preliminary, documents, notice(delivered)] }).cause).toBe('with-staff');
  });

  test('else the one furthest on, of its newest round', () => {
    const corrected = notice({ round: 2, state: 'completed-by-staff', finishedAt: now });
    expect(answer({ notices: [notice(delivered), corrected, preliminary] }).en.cause).toMatch(
      /^The message about the final decision \(round 2\) was finished by staff/,
    );
  });

  test('the one asked for by stage and round', () => {
    const corrected = notice({ round: 2, state: 'held', waitingFor: { kind: 'window', until: now } });
    const notices = [preliminary, notice(delivered), corrected];
    expect(answer({ notices }, { stage: 'preliminary-approval' }).cause).toBe('delivered');
    expect(answer({ notices }, { stage: 'final-decision' }).cause).toBe('held-for-hours');
    expect(answer({ notices }, { stage: 'final-decision', round: 1 }).cause).toBe('delivered');
    expect(answer({ notices }, { stage: 'final-decision', round: 3 }).cause).toBe('stage-not-reported');
  });

  test('a withdrawal speaks for the whole, not for a stage that was told before it', () => {
    const withdrawn = { notices: [preliminary], withdrawnAt: at('2026-11-06 18:38') };
    expect(answer(withdrawn).cause).toBe('withdrawn');
    expect(answer(withdrawn, { stage: 'preliminary-approval' }).cause).toBe('delivered');
    expect(answer(withdrawn, { stage: 'final-decision' }).cause).toBe('withdrawn');
  });
});

describe('a report that was refused', () => {
  test('is the answer where its stage was never taken', () => {
    expect(answer({ refusals: [refusal()] }).en.cause).toContain(
      'because the content does not have the agreed shape',
    );
    expect(answer({ refusals: [refusal()] }, { stage: 'final-decision' }).cause).toBe('report-refused');
    expect(answer({ refusals: [refusal()] }, { stage: 'preliminary-approval' }).cause).toBe(
      'stage-not-reported',
    );
  });

  test('is no news once the stage was taken, and stands among what is on record', () => {
    const said = answer({ refusals: [refusal()], notices: [notice(delivered)] });
    expect(said.cause).toBe('delivered');
    expect(said.en.evidence.at(-1)).toBe(
      'Friday 6 November 2026, 18:39:00: a report of the final decision was refused, because the content does not have the agreed shape.',
    );
  });

  test('is no news where it went back behind what was told', () => {
    const back = refusal({ stage: 'preliminary-approval', code: 'stage-goes-back' });
    expect(answer({ refusals: [back], notices: [notice(delivered)] }).cause).toBe('delivered');
    expect(
      answer({ refusals: [back], notices: [notice(delivered)] }, { stage: 'preliminary-approval' }).cause,
    ).toBe('report-refused');
  });

  test('is the answer for an application that came too early or wrongly, and says so of an unknown code', () => {
    const unknown: ApplicationFacts = {
      contacts: [],
      corrections: [],
      refusals: [refusal({ code: 'application-unknown' })],
      notices: [],
    };
    expect(explainApplication(unknown, {}, now, shanghai).explanation.en.cause).toContain(
      'this application was not reported yet',
    );
    const { at: when, kind } = refusal({ kind: 'application' });
    const said = explainApplication(
      { ...unknown, refusals: [{ at: when, kind }] },
      {},
      now,
      shanghai,
    ).explanation;
    expect(said.en.cause).toBe(
      'The loan system reported the application on Friday 6 November 2026, 18:39, and we refused the report, for a reason that is not known here. So no message is owed for it.',
    );
    expect(answer({ refusals: [{ at: when, kind }] }).cause).toBe('nothing-reported');
  });
});

describe('a decision on the bank’s own list that nobody reported', () => {
  const listed = (changed: Partial<ListedFact> = {}): ListedFact => ({
    stage: 'final-decision',
    round: 1,
    day: '2026-11-06',
    listedAt: at('2026-11-07 01:00'),
    ...changed,
  });
  const preliminary = notice({ stage: 'preliminary-approval', ...delivered });

  test('is the answer before what was told of an earlier stage or round, and where nothing was', () => {
    expect(answer({ listed: [listed()] }).cause).toBe('decision-unreported');
    expect(answer({ listed: [listed()] }, { stage: 'final-decision' }).cause).toBe('decision-unreported');
    expect(answer({ listed: [listed()], notices: [preliminary] }).cause).toBe('decision-unreported');
    const corrected = { listed: [listed({ round: 2 })], notices: [notice(delivered)] };
    expect(answer(corrected).en.cause).toContain('the final decision (round 2)');
  });

  test('is not the answer for another stage or round, nor once it was reported', () => {
    const known = { listed: [listed()], notices: [preliminary] };
    expect(answer(known, { stage: 'preliminary-approval' }).cause).toBe('delivered');
    expect(answer(known, { stage: 'final-decision', round: 2 }).cause).toBe('stage-not-reported');
    expect(answer({ listed: [listed()], notices: [notice(delivered)] }).cause).toBe('delivered');
  });

  test('gives way to why its report was refused, and to a withdrawal', () => {
    expect(answer({ listed: [listed()], refusals: [refusal()] }).cause).toBe('report-refused');
    expect(answer({ listed: [listed()], withdrawnAt: now }).cause).toBe('withdrawn');
    expect(answer({ listed: [listed()], withdrawnAt: now }, { stage: 'final-decision' }).cause).toBe(
      'withdrawn',
    );
  });

  test('of a stage that was passed over is told among the evidence', () => {
    const passedOver = { listed: [listed({ stage: 'preliminary-approval' })], notices: [notice(delivered)] };
    const said = answer(passedOver);
    expect(said.cause).toBe('delivered');
    expect(said.en.evidence.at(-1)).toContain(
      'named the preliminary approval; no report of it was on record.',
    );
  });
});

describe('what an unfinished notice waits for', () => {
  const soon = at('2026-11-06 18:41');
  const causes: Readonly<Record<Wait, Cause>> = {
    window: 'held-for-hours',
    calendar: 'calendar-unknown',
    workflow: 'being-taken-up',
    provider: 'being-sent',
    receipt: 'awaiting-receipt',
    reconciliation: 'outcome-unknown',
    'back-off': 'provider-limit',
    staff: 'with-staff',
  };
  const attempts = (kind: Wait) => (kind === 'receipt' ? [attempt()] : []);

  test.each([...waits])('%s is the cause until its time is past, with a minute of grace', (kind) => {
    const waiting = (until: number) =>
      explained({ waitingFor: { kind, until }, attempts: attempts(kind) }).cause;
    expect(waiting(soon)).toBe(causes[kind]);
    expect(waiting(now - 30_000)).toBe(kind === 'staff' ? 'staff-overdue' : causes[kind]);
    expect(waiting(now - 90_000)).toBe(kind === 'staff' ? 'staff-overdue' : 'stalled');
  });

  test('an open alarm leaves no grace', () => {
    const waitingFor = { kind: 'provider', until: now - 1 } as const;
    expect(explained({ waitingFor, alarms: ['notice-silent'] }).cause).toBe('stalled');
    expect(explained({ waitingFor, alarms: ['task-overdue'] }).cause).toBe('being-sent');
  });

  test('a message accepted while the send still lingers is awaited, not being sent', () => {
    const said = explained({
      waitingFor: { kind: 'provider', until: soon },
      attempts: [attempt({ receiptDeadline: at('2026-11-06 18:43') })],
    });
    expect(said.cause).toBe('awaiting-receipt');
    expect(said.en.cause).toContain('is awaited until Friday 6 November 2026, 18:43');
  });

  test('a receipt that says delivered is believed before the notice is closed, and after staff gave up', () => {
    const attempts = [attempt({ settlement: 'delivered', settledAt: now })];
    expect(
      explained({ state: 'awaiting-receipt', waitingFor: { kind: 'receipt', until: soon }, attempts }).cause,
    ).toBe('delivered');
    expect(explained({ state: 'with-staff', tasks: [task()], attempts }).cause).toBe('delivered-late');
    expect(explained({ state: 'unreachable', tasks: [task()], attempts }).cause).toBe('delivered-late');
  });

  test('an e-mail that came back after it had counted as delivered contradicts it', () => {
    const bounced = attempt({
      route: 'email/smtp',
      evidence: 'acceptance',
      settlement: 'undelivered',
      settledAt: now,
    });
    expect(explained({ ...delivered, attempts: [bounced] }).cause).toBe('delivery-contradicted');
  });
});

describe('routes left out', () => {
  const because = (...reasons: NoticeFacts['leftOut'][number]['because'][]) =>
    explained({
      state: 'with-staff',
      leftOut: reasons.map((reason) => ({ route: 'sms/aliyun', because: reason })),
      tasks: [task({ because: 'no-route' })],
    }).cause;

  test.each<[string, ReturnType<typeof because>, Cause]>([
    ['nothing but missing contacts', because('no-contact', 'no-contact'), 'contact-unusable'],
    ['a bad one among missing ones', because('bad-contact', 'no-contact'), 'contact-unusable'],
    ['no consent', because('not-allowed', 'no-contact'), 'not-permitted'],
    ['no consent, and a bad contact', because('not-allowed', 'bad-contact'), 'with-staff'],
    ['none on record', because(), 'with-staff'],
  ])('%s', (_what, cause, expected) => {
    expect(cause).toBe(expected);
  });
});
