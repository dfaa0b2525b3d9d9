import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoDayMs } from '../../../cli/demo/setting.js';
import { readEventLog } from '../../../cli/feed/event-log.js';
import type { FeedEvent } from '../../../cli/feed/feed-event.js';
import { readJsonl } from '../../../cli/feed/jsonl.js';
import { readLogMapping } from '../../../cli/feed/log-mapping.js';
import { checkMobile } from '../../../domain/contact/check.js';
import { permissionAt } from '../../../domain/policy/permission.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { stageFault } from '../../../domain/report/judge.js';
import type { KnownStage } from '../../../domain/report/judge.js';
import {
  applicationBodySchema,
  contactsSchema,
  stageBodySchemas,
  withdrawalBodySchema,
} from '../../../domain/report/schemas.js';
import { isStage } from '../../../domain/stage/stage.js';
import { classifyCallRequest, classifyCallStatus } from '../../../domain/provider/aliyun/call-codes.js';
import { classifyReceipt, classifyRequest } from '../../../domain/provider/aliyun/codes.js';
import { classifyFcmSend } from '../../../domain/provider/fcm/codes.js';
import {
  classifyGatewayRefusal,
  classifyGatewayReport,
} from '../../../domain/provider/bank-gateway/codes.js';
import { classifySmtp, isListedStatus } from '../../../domain/provider/smtp/codes.js';
import { classifyTencentReceipt, classifyTencentRequest } from '../../../domain/provider/tencent/codes.js';
import { rulesSchema } from '../../../simulator/rules.js';
import { readAll } from './written.js';

const example = (name: string) => join(__dirname, '../../../examples', name);
const feed = () => readAll(readJsonl(example('applications.jsonl')));
const schemaOf = ({ event }: FeedEvent) => {
  if (event === 'application') return applicationBodySchema;
  if (event === 'contacts') return contactsSchema;
  return event === 'withdrawal' ? withdrawalBodySchema : stageBodySchemas[event];
};
const mobilesOf = (events: readonly FeedEvent[]) =>
  events.flatMap((event) => {
    if (event.event === 'application') return applicationBodySchema.parse(event.data).contacts.mobile ?? [];
    return event.event === 'contacts' ? (contactsSchema.parse(event.data).mobile ?? []) : [];
  });

const othersOf = (events: readonly FeedEvent[]) =>
  events.flatMap((event) => {
    if (event.event !== 'application') return [];
    const { email, pushTokens } = applicationBodySchema.parse(event.data).contacts;
    return [...(email === undefined ? [] : [email]), ...(pushTokens ?? [])];
  });
type Rule = ReturnType<typeof rulesSchema.parse>[number];

/** Whether a rule's code is in its provider's own table. */
function isListed({ match, action: { reject, receipt } }: Rule): boolean {
  const reported = typeof receipt === 'object' ? receipt.code : undefined;
  const says = (
    request: (code: string) => { readonly listed: boolean },
    report: (code: string) => { readonly listed: boolean },
  ): boolean =>
    (reject === undefined || request(reject).listed) &&
    // As all is well: each provider has a word of its own.
    (reported === undefined || reported === 'DELIVERED' || report(reported).listed);
  if (match.token !== undefined) return says(classifyFcmSend, classifyFcmSend);
  if (match.email !== undefined) {
    const mail = (code: string) => {
      const [reply, enhanced] = code.split(' ');
      return classifySmtp(Number(reply), enhanced);
    };
    return says(mail, (status) => ({ listed: isListedStatus(status) }));
  }
  switch (match.route) {
    case 'sms/tencent':
      return says(classifyTencentRequest, (code) => classifyTencentReceipt(code, undefined));
    case 'sms/bank-gateway':
      return says(classifyGatewayRefusal, classifyGatewayReport);
    case 'voice/aliyun':
      return says(classifyCallRequest, classifyCallStatus);
    case 'sms/aliyun':
    case undefined:
    default:
      return says(
        (code) => classifyRequest(code, ''),
        (code) => classifyReceipt(code, undefined),
      );
  }
}

test('the demo’s feed is read without a fault, over 38 s, every body as the intake wants it', async () => {
  const { events, faults } = await feed();
  expect(faults).toEqual([]);
  expect(events.at(-1)?.atMs).toBe(37_500);
  for (const event of events) expect(schemaOf(event).safeParse(event.data).error).toBeUndefined();
});

test('every application is reported before its news, and exactly two reports are refused', async () => {
  const { events } = await feed();
  const begun = new Set<string>();
  const known = new Map<string, (KnownStage & { said: string })[]>();
  const refused: string[] = [];
  for (const { applicationId, event, round, data } of events) {
    if (event === 'application') begun.add(applicationId);
    expect(begun).toContain(applicationId);
    if (!isStage(event)) continue;
    const past = known.get(applicationId) ?? [];
    const before = past.find((one) => one.stage === event && one.round === round);
    const said = JSON.stringify(data);
    if (before === undefined ? stageFault(past, false, event, round) !== undefined : before.said !== said)
      refused.push(`${applicationId} ${event}`);
    else if (before === undefined) known.set(applicationId, [...past, { stage: event, round, said }]);
  }
  expect(refused).toEqual(['LA-1014 final-decision', 'LA-1015 preliminary-approval']);
});

test('each number belongs to one application, and one alone is bad until it is corrected', async () => {
  const { events } = await feed();
  const numbers = new Map<string, Set<string>>();
  for (const event of events)
    for (const mobile of mobilesOf([event]))
      numbers.set(mobile, (numbers.get(mobile) ?? new Set()).add(event.applicationId));
  expect([...numbers.values()].filter((ids) => ids.size !== 1)).toEqual([]);
  const bad = [...numbers].filter(([mobile]) => checkMobile(mobile).state !== 'good');
  expect(bad.map(([, ids]) => [...ids])).toEqual([['LA-1010']]);
});

test('under the demo’s calendar the morning’s stages may go at once, and the evening’s wait for the next day', async () => {
  const realAnchor = Date.parse('2026-06-01T00:00:00Z');
  const calendarAnchor = Date.parse('2026-06-01T10:00:00+08:00');
  const rules = {
    ...defaultSendRules,
    pressed: { realAnchor, calendarAnchor, factor: 86_400_000 / demoDayMs },
  };
  const { events } = await feed();
  const waits = new Map<string, number>();
  for (const { applicationId, event, atMs, data } of events) {
    if (!isStage(event)) continue;
    const reportedAt = realAnchor + atMs;
    const urgent = 'urgent' in data;
    const subject = {
      applicationId,
      stage: event,
      channel: 'sms',
      policy: 'preferred',
      reportedAt,
      urgent,
    } as const;
    const permission = permissionAt(rules, subject, reportedAt, 3_500);
    if (permission.allowed) continue;
    expect(permission.because).toBe(event === 'final-decision' && urgent ? 'quiet-hours' : 'window');
    waits.set(`${applicationId} ${event}`, 'opensAt' in permission ? permission.opensAt - realAnchor : NaN);
  }
  expect([...waits]).toEqual([
    ['LA-1011 supplementary-documents', 69_000],
    ['LA-1034 preliminary-approval', 69_000],
    ['LA-1012 preliminary-approval', 69_000],
    ['LA-1016 final-decision', 69_000],
    ['LA-1011 final-decision', 69_000],
    // Urgent in quiet hours: by SMS at eight.
    ['LA-1036 final-decision', 66_000],
    ['LA-1037 final-decision', 66_000],
  ]);
});

test('the demo’s rules are the simulator’s, each for a contact of the feed, with codes we know', async () => {
  const rules = rulesSchema.parse(JSON.parse(readFileSync(example('demo-rules.json'), 'utf8')));
  const { events } = await feed();
  const known = [...mobilesOf(events), ...othersOf(events)];
  const addressee = ({ match }: Rule) => match.phone ?? match.token ?? match.email;
  for (const rule of rules) expect(known).toContain(addressee(rule));
  const unlisted = rules.filter((rule) => !isListed(rule)).map(({ action }) => action);
  // LA-1049 shows what becomes of a code nobody knows.
  expect(unlisted).toEqual([{ receipt: { code: 'NEVER_LISTED' } }]);
  const bearsOn = ({ match }: Rule) =>
    JSON.stringify([match.phone, match.token, match.email, match.route, match.operation]);
  expect(new Set(rules.map(bearsOn)).size).toBe(rules.length);
});

test('the page beside the examples speaks of every application, once, and of no other', async () => {
  const page = readFileSync(example('README.md'), 'utf8');
  const described = [...page.matchAll(/^\| (LA-\d+) \|/gm)].map(([, id]) => id);
  const { events } = await feed();
  expect(described.toSorted()).toEqual(
    [...new Set(events.map(({ applicationId }) => applicationId))].toSorted(),
  );
});

test('the sample log with the mapping beside it shows each oddity of a real one', async () => {
  const read = readLogMapping(example('event-log.json'));
  if ('faults' in read) throw new Error('the example’s mapping is wrong');
  expect(read.mapping.calendar).toEqual({ timeZone: 'Europe/Amsterdam', holidays: 'none', policy: 'strict' });
  const { events, faults, stats } = await readEventLog(example('sample-log.csv'), read.mapping, {
    withinMs: 60_000,
  });
  expect(faults).toEqual([]);
  expect(stats).toMatchObject({
    rows: 136,
    applications: 30,
    faultyRows: 0,
    duplicateRows: 1,
    sameInstant: 1,
    conflicting: 1,
    furtherRounds: 2,
    goingBack: 1,
    afterWithdrawal: 1,
    withoutNews: 1,
    neverSeen: [],
  });
  expect(events.at(-1)?.atMs).toBe(60_000);
  for (const event of events) expect(schemaOf(event).safeParse(event.data).error).toBeUndefined();
  // The clocks change within the log: the offsets of its times are kept to.
  const spring = events.filter(({ loggedAt }) => loggedAt > Date.parse('2026-03-29T01:00:00Z'));
  expect(spring.length).toBeGreaterThan(0);
});
