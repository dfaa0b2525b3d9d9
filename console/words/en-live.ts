/** What the live picture says, in English. */
import type { LiveWords } from './zh-live.js';

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const enLive: LiveWords = {
  place: 'Live',
  title: 'How things stand',
  asOf: (at) => `As of ${at}`,
  byItself: 'brought up to date whenever something happens',
  refresh: 'Refresh now',
  figures: 'Figures',
  inFlight: 'In flight',
  inFlightNote: (sending, awaiting) => `${sending} being sent, ${awaiting} awaiting receipts`,
  queuedAt: (count, at) => `${count} queued, the first go at ${at}`,
  nothingQueued: 'none is queued for its hours',
  deliveredToday: 'Delivered today',
  byStaffToday: (count) => (count === 0 ? 'none completed by staff' : `${count} more completed by staff`),
  failedLately: 'Failed in the last hour',
  routesFailing: (count) => `${plural(count, 'route')} failing just now`,
  noRouteFails: 'no route is failing',
  tasksOpen: (open, unclaimed) =>
    open === 0 ? 'no task is open' : `${plural(open, 'task')}, ${unclaimed} nobody’s`,
  overdue: 'Tasks overdue',
  overdueNote: (count) => (count === 0 ? 'no task is overdue' : 'have somebody do them now'),
  unreachableToday: (count) => `${plural(count, 'applicant')} found unreachable today`,
  throughput: 'The last hour',
  kinds: { sent: 'Sent', delivered: 'Delivered', failed: 'Failed' },
  byMinute: 'Minute by minute, in numbers',
  minute: 'Time',
  routes: 'Routes in the last hour',
  route: 'Route',
  standing: 'How it does',
  hour: 'By minute',
  rate: 'Delivered',
  receipts: 'Receipts after',
  waiting: 'Open',
  none: 'none yet',
  nothingSent: 'Nothing was sent in the last hour.',
  standings: { well: 'Well', unsteady: 'Unsteady', failing: 'Failing', quiet: 'Nothing sent' },
  troubled: (calls, count) => `${count} of its last ${plural(calls, 'call')} failed by its own fault`,
  rateOf: (delivered, failed) => `${delivered} delivered, ${failed} failed`,
  unanswered: (count) => `of these ${count} not answered yet`,
  hourSent: (count) => `${count} sent in the hour. `,
  hourFailed: (first, last) => `Failures from ${first} to ${last}.`,
  pace: 'How long each step takes',
  step: 'Step',
  halfOf: 'Half within',
  mostOf: '95% within',
  half: (duration) => `half within ${duration}`,
  most: (duration) => `95% within ${duration}`,
  decisionToReport: 'Decision to report',
  reportToMessage: 'Report to first message',
  receiptOf: (route) => `${route}: receipt`,
  nothingMeasured: 'There was nothing to be measured lately.',
  durations: {
    milliseconds: (amount) => `${amount} ms`,
    seconds: (amount) => `${amount} s`,
    minutes: (amount) => `${amount} min`,
    hours: (amount) => `${amount} h`,
    days: (amount) => `${amount} d`,
  },
  alarms: 'Alarms',
  alarmsOpen: (count, more) => `${more ? 'at least ' : ''}${count} open`,
  noAlarm: 'No alarm is open.',
  moreAlarms: 'Show more alarms',
  recurred: (times) => `, ${times} times since`,
  alarmKinds: {
    'task-overdue': { what: 'A task is overdue', act: 'Have somebody do it now.' },
    'calendar-unknown': {
      what: 'The calendar does not know a year',
      act: 'Engineers add the year; until then notices are held.',
    },
    'unlisted-code': { what: 'A provider’s code is in no table', act: 'Engineers add it to the table.' },
    'contradicting-receipt': {
      what: 'A receipt contradicts what was known',
      act: 'Look at the application before anybody calls the applicant.',
    },
    'delivery-revoked': {
      what: 'A delivered notice came back',
      act: 'Look at the application, and see whether the applicant knows.',
    },
    'provider-misconfigured': {
      what: 'A provider refuses our settings',
      act: 'Engineers check account, key and templates.',
    },
    'application-silent': {
      what: 'No news of an application for long',
      act: 'Ask the loan system about it.',
    },
    'workflow-gone': {
      what: 'The handling of an application ended unexpectedly',
      act: 'Its notices went to staff; engineers find out why.',
    },
    'workflow-stuck': {
      what: 'The handling of an application is stuck',
      act: 'Engineers look at its failing task in Temporal.',
    },
    'notice-silent': { what: 'A notice does not go on', act: 'Engineers look what it waits for.' },
    'malformed-signal': {
      what: 'A signal could not be read',
      act: 'It was ignored and recorded; engineers find out who sent it.',
    },
    'configuration-refused': {
      what: 'A new configuration is faulty and was not taken',
      act: 'What was in force goes on; engineers mend the file.',
    },
    'receipt-source-refused': {
      what: 'Receipts come from an unknown address',
      act: 'They were refused; engineers check the provider’s addresses.',
    },
    'decision-unreported': {
      what: 'Decisions were not reported',
      act: 'The loan system reports what is missing of that day’s list.',
    },
    'webhook-undelivered': {
      what: 'Webhooks are not taken',
      act: 'Engineers look at the endpoint, and replay them if need be.',
    },
    'webhook-gone': { what: 'A webhook endpoint is gone', act: 'Agree on its address with the loan system.' },
    'erasure-failed': {
      what: 'Data past its time could not be erased',
      act: 'Engineers look at it; the next round tries again.',
    },
    'break-glass-unreviewed': {
      what: 'An act done alone was not reviewed in time',
      act: 'Another supervisor or an auditor reviews it.',
    },
    'route-failing': {
      what: 'Calls to a provider fail',
      act: 'Others carry its share by now, where there are any; call the provider.',
    },
    'receipts-missing': {
      what: 'A provider’s receipts do not come',
      act: 'Others carry its share by now, where there are any; call the provider, and look who is affected.',
    },
    'route-slow': {
      what: 'A provider’s receipts come late',
      act: 'Its share goes down step by step; call the provider.',
    },
    'correction-expired': {
      what: 'Nobody decided on a corrected decision in time',
      act: 'The loan system reports it again, and a supervisor decides.',
    },
    'worker-away': { what: 'No worker is at work', act: 'Nothing is sent: engineers start a worker.' },
    'temporal-away': { what: 'Temporal is away', act: 'Nothing is sent: engineers bring Temporal back.' },
    'ledger-away': {
      what: 'The ledger was away',
      act: 'Nothing was taken or sent meanwhile: engineers find out why.',
    },
    'held-too-long': { what: 'Notices are held for too long', act: 'Engineers find out what keeps them.' },
    'calendar-running-out': {
      what: 'The calendar is running out',
      act: 'Engineers add the year’s holidays.',
    },
    'invariant-broken': {
      what: 'The record shows what must never be',
      act: 'Look at the application now, and call an engineer.',
    },
    'alarm-untold': {
      what: 'Alarms cannot be told',
      act: 'Engineers check the responder’s mailbox or robot.',
    },
    'incident-due': {
      what: 'An incident is soon due',
      act: 'Have those on its list who are still untold told.',
    },
    'incident-overdue': {
      what: 'The time of an incident is over',
      act: 'Put more people on it now; propose to close it once all are accounted for.',
    },
    'compensation-waiting': {
      what: 'Compensation waits for its next step',
      act: 'Decide on it, or ask the loan system.',
    },
  },
};
