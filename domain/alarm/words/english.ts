import type { AlarmWords } from './words.js';

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const stages: AlarmWords['stages'] = {
  'preliminary-approval': 'preliminary approval',
  'supplementary-documents': 'further documents',
  'final-decision': 'final decision',
};

export const englishAlarms: AlarmWords = {
  kinds: {
    'task-overdue': {
      what: 'a task is overdue',
      follows: 'The applicant goes untold until somebody does the task: a supervisor has it done now.',
    },
    'calendar-unknown': {
      what: 'the calendar has no data for the year',
      follows: 'Notices that need it are held until an engineer adds the year.',
    },
    'unlisted-code': {
      what: 'a provider’s code is in no table',
      follows: 'It is treated with caution until an engineer adds it to the table.',
    },
    'contradicting-receipt': {
      what: 'a receipt contradicts what is settled',
      follows: 'Nobody knows which is true: look at the application before anybody calls the applicant.',
    },
    'delivery-revoked': {
      what: 'a bounce took a delivery back; staff have the notice',
      follows: 'The applicant may not know: staff tell them by hand.',
    },
    'provider-misconfigured': {
      what: 'the provider refuses our template, signature or account',
      follows: 'Nothing leaves by this route until an engineer mends it; notices go by others, or to staff.',
    },
    'application-silent': {
      what: 'the loan system has had no news for long',
      follows: 'The applicant waits for a decision: ask the loan system about it.',
    },
    'workflow-gone': {
      what: 'the workflow ended though a notice is owed; staff have it',
      follows: 'Staff tell the applicant by hand; an engineer finds out why it ended.',
    },
    'workflow-stuck': {
      what: 'the workflow’s tasks fail',
      follows: 'Nothing more happens with this application until an engineer mends it.',
    },
    'notice-silent': {
      what: 'a notice is silent past what it waits for',
      follows: 'The applicant goes untold until an engineer finds out what it waits for.',
    },
    'receipt-source-refused': {
      what: 'a push with the right secret came from an address that is none of its route’s sources',
      follows: 'Receipts from there are refused: an engineer compares the provider’s addresses.',
    },
    'decision-unreported': {
      what: 'decisions on the bank’s own list of this day were not taken here: bida reconciliations',
      follows: 'These applicants are told nothing until the loan system reports what is missing.',
    },
    'webhook-undelivered': {
      what: 'the loan system’s endpoint takes no webhooks, or some were given up: bida webhooks',
      follows: 'The loan system does not learn what became of notices until the endpoint takes them again.',
    },
    'webhook-gone': {
      what: 'the loan system’s endpoint says it is gone (410); nothing more is sent until its address changes or a replay',
      follows: 'The loan system does not learn what became of notices: agree on the address with it.',
    },
    'erasure-failed': {
      what: 'applicants’ data past its retention could not be erased; the worker’s log names the applications',
      follows: 'Data is kept longer than it may be; the next round tries again.',
    },
    'break-glass-unreviewed': {
      what: 'what somebody did alone was not reviewed in time: bida approvals show',
      follows: 'It stands unreviewed until another supervisor or an auditor has looked at it.',
    },
    'correction-expired': {
      what: 'nobody decided on a corrected decision in time, so it was not taken; the applicant may have heard the earlier one',
      follows: 'The applicant believes the earlier decision until it is reported again and decided on.',
    },
    'route-failing': {
      what: 'calls to a provider fail by its own fault, here or for numbers of a place: bida routes',
      follows: 'Others carry its share by now, where there are any: call the provider.',
    },
    'receipts-missing': {
      what: 'a provider accepts messages and no receipts come, here or for numbers of a place: bida routes',
      follows:
        'Applicants may have been told nothing: others carry its share by now, where there are any; call the provider, and look who is affected.',
    },
    'route-slow': {
      what: 'receipts come late or not at all, here or for numbers of a place: bida routes',
      follows: 'Its share goes down step by step: call the provider.',
    },
    'malformed-signal': {
      what: 'a signal made no sense and was ignored',
      follows: 'Whatever it was to tell has not happened: an engineer finds out who sent it.',
    },
    'configuration-refused': {
      what: 'the changed configuration is refused, what was in force stays; its log and bida config check name the faults',
      follows:
        'The change is not in force, and a restart of that process would fail: an engineer mends the file.',
    },
    'worker-away': {
      what: 'no worker asks for work',
      follows: 'Nothing is sent and nothing goes on; reports are taken, and go on once a worker runs.',
    },
    'temporal-away': {
      what: 'Temporal is away',
      follows: 'Nothing is sent and no task can be finished; reports are taken, and go on once it is back.',
    },
    'ledger-away': {
      what: 'the ledger is away',
      follows: 'Nothing is taken, sent or shown: callers are told to come again.',
    },
    'held-too-long': {
      what: 'notices are held longer than their send policy allows',
      follows: 'These applicants could have been told by now: an engineer finds out what keeps the notices.',
    },
    'calendar-running-out': {
      what: 'the calendar will soon have no data',
      follows: 'From that year on notices are held: an engineer adds its holidays, or updates the calendar.',
    },
    'invariant-broken': {
      what: 'the record shows what must never happen',
      follows: 'Somebody may have been told twice, or not at all: look at the application now.',
    },
    'alarm-untold': {
      what: 'alarms cannot be told to a responder',
      follows: 'Whoever should act hears nothing by this way until an engineer mends it.',
    },
    'incident-due': {
      what: 'an incident is soon due and applicants are still untold, see bida incidents show',
      follows: 'Have those on its list who are still untold told by staff, or sent to by another route.',
    },
    'incident-overdue': {
      what: 'the time of an incident is over: applicants are still untold, or it was not closed, see bida incidents show',
      follows:
        'They still do not know; put more people on it now, and propose to close it once all are accounted for.',
    },
    'compensation-waiting': {
      what: 'compensation waits too long for its next step: to be agreed to, or for the loan system, see bida incidents show',
      follows: 'The applicants do not know of it yet; decide on it, or ask the loan system.',
    },
  },
  severities: { critical: 'critical', warning: 'warning', minor: 'minor' },
  stages,
  application: (applicationId) => `application ${applicationId}`,
  notice: (applicationId, stage, round) =>
    `application ${applicationId}, ${stages[stage]}${round === 1 ? '' : ` (round ${round})`}`,
  invariants: {
    'accepted-twice': 'accepted twice by one route and contact',
    'finished-without-evidence': 'finished without evidence',
    'with-staff-without-task': 'with staff, and nobody has a task for it',
  },
  title: (first, severity, more) =>
    `Bida alarm, ${severity}: ${first}${more === 0 ? '' : `, and ${more} more`}`,
  titleOfEnd: (first, more) => `Bida: over: ${first}${more === 0 ? '' : `, and ${more} more`}`,
  severity: (name) => `[${name}]`,
  about: (subject) => `About: ${subject}`,
  since: (at) => `Since ${at}`,
  times: (count) => plural(count, 'time'),
  extent: (count) => `${count} of them`,
  recurs: 'it keeps coming back',
  nobodyYet: (step) => `Nobody has acknowledged it; this is step ${step} of the escalation.`,
  over: (at) => `Over at ${at}`,
  acknowledgedBy: (account) => `acknowledged by ${account}`,
  follows: (words) => `What follows: ${words}`,
  runbook: (link) => `Runbook: ${link}`,
  console: (link) => `Console: ${link}`,
  more: (count, counts) => `${count} more: ${counts.join(', ')}`,
  countOf: (what, count) => `${what} (${count})`,
  acknowledge: 'Acknowledge it in the console, or by: bida alarms acknowledge NUMBER --staff ACCOUNT',
};
