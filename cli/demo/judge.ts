/**
 * Judges a run by three witnesses: what was fed, what the ledger holds, and the provider's own
 * log. Pure: the same witnesses always give the same verdict.
 */
import { channelOf } from '../../domain/attempt/route.js';
import { noticeNameOf, referenceOf } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import { permissionAt } from '../../domain/policy/permission.js';
import { sendPolicyOf } from '../../domain/policy/policies.js';
import type { SendPolicies } from '../../domain/policy/policies.js';
import type { SendRules } from '../../domain/policy/send-rules.js';
import { uselessAfterOf } from '../../domain/policy/waking.js';
import type { AttemptRow } from '../../ledger/attempt/row.js';
import type { Survey } from '../../ledger/notice/survey.js';
import { addresseeOf, spokenReferenceOf, wordsOf } from '../../simulator/acceptance.js';
import type { LogEntry } from '../../simulator/log-entry.js';
import type { Reported } from './feeder.js';

export interface Witnesses {
  readonly fed: readonly Reported[];
  readonly survey: Survey;
  readonly providerLog: readonly LogEntry[];
  readonly rules: SendRules;
  readonly policies: SendPolicies;
  /** When the witnesses were heard, epoch milliseconds. */
  readonly at: number;
}

/** The invariants, as counts of their breaches, each with what it was found by. */
export interface Verdict {
  readonly againstPolicy: number;
  readonly duplicateAccepts: number;
  readonly lost: number;
  /** Milliseconds from a provider's refusal to the next provider's first byte, 95th percentile; null without any. */
  readonly failoverP95Ms: number | null;
  /** Milliseconds from a receipt's deadline that passed to the next provider's first byte, 95th percentile; null without any. */
  readonly silenceP95Ms: number | null;
  /** One line a breach: references alone. */
  readonly breaches: readonly string[];
}

type SendRequest = Extract<LogEntry, { kind: 'request' }>;
type Acceptance = Extract<LogEntry, { kind: 'acceptance' }>;

/** What providers call the operation that sends; an e-mail may be refused at its recipient already. */
const sending: ReadonlySet<string> = new Set([
  'SendSms',
  'messages:send',
  'messages',
  'push',
  'RCPT',
  'DATA',
  'SingleCallByTts',
]);

export function judge(witnesses: Witnesses): Verdict {
  const attempts = new Map(
    witnesses.survey.attempts.map((attempt) => [attempt.attemptId as string, attempt]),
  );
  const requests = witnesses.providerLog.filter(
    (entry): entry is LogEntry & SendRequest => entry.kind === 'request' && sending.has(entry.operation),
  );
  const acceptances = witnesses.providerLog.filter(
    (entry): entry is LogEntry & Acceptance => entry.kind === 'acceptance',
  );
  const againstPolicy = sentAgainstPolicy(witnesses, attempts, requests);
  const duplicates = acceptedTwice(attempts, acceptances);
  const lost = [
    ...reportsWithoutTrace(witnesses),
    ...noticesForgotten(witnesses),
    ...acceptancesWithoutAttempt(attempts, acceptances),
  ];
  return {
    againstPolicy: againstPolicy.length,
    duplicateAccepts: duplicates.length,
    lost: lost.length,
    failoverP95Ms: failoverP95Ms(witnesses, requests),
    silenceP95Ms: silenceP95Ms(witnesses, requests),
    breaches: [...againstPolicy, ...duplicates, ...lost],
  };
}

/** Invariant 3, by the time the provider heard the call. */
function sentAgainstPolicy(
  { survey, rules, policies }: Witnesses,
  attempts: ReadonlyMap<string, AttemptRow>,
  requests: readonly (LogEntry & SendRequest)[],
): string[] {
  const notices = new Map(survey.notices.map((notice) => [nameOf(notice), notice]));
  return requests.flatMap(({ at, parameters }) => {
    const attempt = attempts.get(parameters['OutId'] ?? '');
    const notice = attempt && notices.get(nameOf(attempt));
    // A call nobody here knows of is counted as lost below.
    if (attempt === undefined || notice === undefined) return [];
    const channel = channelOf(attempt.route);
    const permission = permissionAt(
      rules,
      {
        applicationId: notice.applicationId,
        stage: notice.stage,
        channel,
        policy: sendPolicyOf(policies, notice.stage, channel),
        reportedAt: notice.reportedAt,
        urgent: notice.urgent,
        ...(notice.usefulUntil === null ? {} : { uselessAfter: uselessAfterOf(notice.usefulUntil, rules) }),
      },
      at,
    );
    return permission.allowed
      ? []
      : [`${nameOf(notice)}: ${attempt.route} was called against the send policy`];
  });
}

/** The same notice, route and contact value accepted twice: told by our reference, and by the words alone. */
function acceptedTwice(
  attempts: ReadonlyMap<string, AttemptRow>,
  acceptances: readonly (LogEntry & Acceptance)[],
): string[] {
  const byNotice = surplus(acceptances, (acceptance) => {
    const { outId, route } = acceptance;
    const attempt = attempts.get(outId);
    return attempt === undefined || attempt.purpose === 'resend'
      ? outId
      : `${nameOf(attempt)} ${route} ${addresseeOf(acceptance)}`;
  });
  const resent = new Set(
    [...attempts.values()]
      .filter(({ purpose }) => purpose === 'resend')
      .map(({ attemptId }) => attemptId as string),
  );
  const byWords = surplus(
    // Calls all say the same, whatever there is news of.
    acceptances.filter(({ outId, channel }) => !resent.has(outId) && channel !== 'voice'),
    (acceptance) => `${acceptance.route} ${addresseeOf(acceptance)} ${wordsOf(acceptance)}`,
  );
  return (byNotice.length >= byWords.length ? byNotice : byWords).map(
    ({ outId, route }) => `${route} accepted the notice of attempt ${outId} a second time`,
  );
}

function surplus<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = keyOf(entry);
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}

/** Invariant 4, first part: what was fed and taken has its notice; what had no answer is lost. */
function reportsWithoutTrace({ fed, survey }: Witnesses): string[] {
  const notices = new Set(survey.notices.map(nameOf));
  const refusals = fed.filter(({ result }) => result === 'refused').length;
  const missing = fed.flatMap((reported) => {
    const { applicationId, event, round, source } = reported.event;
    if (reported.result === 'unanswered') return [`line ${source.line}: the report was never answered`];
    if (reported.result === 'refused') return [];
    if (event === 'application' || event === 'contacts' || event === 'withdrawal') return [];
    const name = `${applicationId}/${event}/${round}`;
    return notices.has(name) ? [] : [`${name}: reported, but there is no notice`];
  });
  const unrecorded = Math.max(0, refusals - survey.refusedReports);
  return [...missing, ...Array.from({ length: unrecorded }, () => 'a refusal is not on record')];
}

/** A wait may be over by a moment while its next step is being taken. */
const graceMs = 15_000;

/** Invariant 4, second part: every notice is finished, or waits for something, or is with a person. */
function noticesForgotten({ survey, at }: Witnesses): string[] {
  return survey.notices.flatMap((notice) => {
    if (notice.finishedAt !== null) return [];
    if (notice.state === 'with-staff')
      return notice.openTask ? [] : [`${nameOf(notice)}: with staff, but there is no open task`];
    const late = (notice.waitingUntil ?? 0) + graceMs < at;
    return late ? [`${nameOf(notice)}: silent past what it says it waits for`] : [];
  });
}

/** Invariant 4, third part: everything a provider accepted has its attempt, and that one knows it. */
function acceptancesWithoutAttempt(
  attempts: ReadonlyMap<string, AttemptRow>,
  acceptances: readonly (LogEntry & Acceptance)[],
): string[] {
  return acceptances.flatMap((acceptance) => {
    const { outId, route } = acceptance;
    const attempt = attempts.get(outId);
    if (attempt === undefined) return [`${route} accepted a message of no attempt`];
    if (attempt.outcome === 'rejected' || attempt.neverReceived)
      return [`attempt ${outId}: ${route} accepted it, the ledger says it did not`];
    const key = attempt as unknown as NoticeKey;
    return acceptance.channel === 'voice' || spokenReferenceOf(acceptance) === referenceOf(key)
      ? []
      : [`attempt ${outId}: the words are another notice's`];
  });
}

/** When a provider heard the first of each attempt, by its reference; of an e-mail, when its connection was opened. */
const firstBytes = (requests: readonly (LogEntry & SendRequest)[]): ReadonlyMap<string, number> =>
  new Map(requests.map(({ at, openedAt = at, parameters }) => [parameters['OutId'] ?? '', openedAt]));

function failoverP95Ms(
  { survey, providerLog }: Witnesses,
  requests: readonly (LogEntry & SendRequest)[],
): number | null {
  const calledAt = firstBytes(requests);
  const refusedAt = new Map(
    providerLog.flatMap((entry) =>
      entry.kind === 'refusal' && entry.outId !== undefined ? [[entry.outId, entry.at] as const] : [],
    ),
  );
  const waits = survey.attempts.flatMap((attempt) => {
    if (attempt.purpose !== 'failover') return [];
    const before = survey.attempts.filter((one) => nameOf(one) === nameOf(attempt));
    const refused = before[before.indexOf(attempt) - 1];
    // A corrected contact was waited for: no machine failed over.
    if (refused !== undefined && isCorrected(refused.contact, attempt.contact)) return [];
    const [from, to] = [refusedAt.get(refused?.attemptId ?? ''), calledAt.get(attempt.attemptId)];
    return from === undefined || to === undefined ? [] : [to - from];
  });
  return p95(waits);
}

/** Copies of notices that waited for no window: how soon after the deadline of the attempt before. */
function silenceP95Ms({ survey }: Witnesses, requests: readonly (LogEntry & SendRequest)[]): number | null {
  const calledAt = firstBytes(requests);
  const waited = new Set(survey.notices.filter(({ everHeld }) => everHeld).map(nameOf));
  const waits = survey.attempts.flatMap((attempt) => {
    if (attempt.purpose !== 'copy' || waited.has(nameOf(attempt))) return [];
    const before = survey.attempts.filter((one) => nameOf(one) === nameOf(attempt));
    const deadline = before[before.indexOf(attempt) - 1]?.receiptDeadline ?? undefined;
    const called = calledAt.get(attempt.attemptId);
    return deadline === undefined || called === undefined || called < deadline ? [] : [called - deadline];
  });
  return p95(waits);
}

const p95 = (waits: readonly number[]): number | null =>
  waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * 0.95) - 1] ?? null;

/** The same contact, of another version: `mobile@1`, `mobile@2`. */
const isCorrected = (before: string, now: string): boolean =>
  before !== now && before.split('@')[0] === now.split('@')[0];

const nameOf = (row: { applicationId: string; stage: NoticeKey['stage']; round: number }): string =>
  noticeNameOf(row as NoticeKey);
