/** What callers ask about, over HTTP on a real ledger. */
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { finishOnce } from '../../../ledger/notice/finish-once.js';
import { applicationBody, newId, refusalOf, stageBodies } from '../../client/intake-world.js';
import { openBankDoor } from './bank-door.js';
import type { BankDoor, Caller } from './bank-door.js';

let door: BankDoor;
beforeAll(async () => {
  door = await openBankDoor();
});
afterAll(() => door.close());

const ask = (body: object, who: Caller = 'staff') => door.call(who, 'POST', '/v1/inquiries', body);
const counts = async (query: string, who: Caller = 'supervisor') =>
  (await door.call(who, 'GET', `/v1/inquiries/counts${query}`)).json['counts'];
const bound = (role: 'staff' | 'supervisor', region: string): Caller => ({
  account: 'li.na',
  roles: new Set([role]),
  regions: [region],
});
const owed = async (region = '310000') => {
  const { world } = door.opened;
  const applicationId = newId();
  await reportApplication(world, applicationId, applicationBody({ region }));
  await reportStage(world, applicationId, 'final-decision', 1, stageBodies['final-decision']);
  return { applicationId, stage: 'final-decision', round: 1 } as const;
};

test('an inquiry is on record with who, when and the cause of that moment, which later ones do not change', async () => {
  const notice = await owed();
  const { applicationId } = notice;
  expect(await ask({ applicationId })).toMatchObject({
    status: 201,
    json: { askedAt: new Date(door.opened.time.now).toISOString(), cause: 'being-taken-up' },
  });
  await finishOnce(door.opened.ledger, notice, 'superseded', door.opened.time.now);
  expect(await ask({ applicationId, stage: 'final-decision', round: 1, channel: 'branch' })).toMatchObject({
    json: { cause: 'superseded' },
  });
  expect(await ask({ applicationId, stage: 'preliminary-approval' })).toMatchObject({
    json: { cause: 'stage-not-reported' },
  });
  const rows = await door.opened.ledger.query(
    `SELECT stage, round, channel, cause, staff_ref FROM inquiry WHERE application_id = $1 ORDER BY cause`,
    [applicationId],
  );
  expect(rows).toEqual([
    { stage: null, round: null, channel: 'phone', cause: 'being-taken-up', staff_ref: 'some.staff' },
    {
      stage: 'preliminary-approval',
      round: null,
      channel: 'phone',
      cause: 'stage-not-reported',
      staff_ref: 'some.staff',
    },
    { stage: 'final-decision', round: 1, channel: 'branch', cause: 'superseded', staff_ref: 'some.staff' },
  ]);
  const { json } = await door.call('staff', 'GET', `/v1/applications/${applicationId}`);
  expect(json).toMatchObject({ inquiries: 3 });
  const trail = await door.opened.ledger.query(
    `SELECT detail FROM event WHERE application_id = $1 AND kind = 'inquiry-recorded' ORDER BY event_id LIMIT 1`,
    [applicationId],
  );
  expect(trail).toEqual([{ detail: { staffRef: 'some.staff', channel: 'phone', cause: 'being-taken-up' } }]);
});

test('what only a refused report names can be asked about, and what nothing names cannot', async () => {
  const refused = newId();
  await refusalOf(
    reportStage(door.opened.world, refused, 'final-decision', 1, stageBodies['final-decision']),
  );
  expect(await ask({ applicationId: refused })).toMatchObject({
    status: 201,
    json: { cause: 'report-refused' },
  });
  expect(await ask({ applicationId: newId() })).toMatchObject({
    status: 404,
    json: { code: 'application-unknown' },
  });
});

test('inquiries are counted by the bank’s day and by cause, of one’s own regions', async () => {
  const here = await owed('440000');
  const there = await owed('510000');
  // Half past eleven in the evening and half an hour past midnight in Shanghai.
  door.opened.time.now = Date.parse('2026-12-01T15:30:00Z');
  await ask({ applicationId: here.applicationId });
  await ask({ applicationId: there.applicationId });
  door.opened.time.now = Date.parse('2026-12-01T16:30:00Z');
  await ask({ applicationId: here.applicationId });
  await ask({ applicationId: here.applicationId, stage: 'preliminary-approval' });
  await ask({ applicationId: here.applicationId, stage: 'preliminary-approval' });
  const ofBoth = [
    { day: '2026-12-01', cause: 'stalled', count: 2 },
    { day: '2026-12-02', cause: 'stage-not-reported', count: 2 },
    { day: '2026-12-02', cause: 'stalled', count: 1 },
  ];
  expect(await counts('?from=2026-12-01&to=2026-12-02')).toEqual(ofBoth);
  expect(await counts('?from=2026-12-01', 'auditor')).toEqual(ofBoth);
  expect(await counts('?from=2026-12-01&to=2026-12-01', bound('supervisor', '510000'))).toEqual([
    { day: '2026-12-01', cause: 'stalled', count: 1 },
  ]);
  expect(await counts('?from=2026-12-02&to=2026-12-02', bound('supervisor', '510000'))).toEqual([]);
  expect(await ask({ applicationId: there.applicationId }, bound('staff', '440000'))).toMatchObject({
    status: 404,
    json: { code: 'application-unknown' },
  });
});

test.each([
  '?from=2026-12-02&to=2026-12-01',
  '?from=2025-01-01&to=2026-12-01',
  '?from=13700137009',
  '?to=2026-02-30',
])('a span of days that is none is refused: %s', async (query) => {
  const { status, json, text } = await door.call('supervisor', 'GET', `/v1/inquiries/counts${query}`);
  expect([status, json['code']]).toEqual([400, 'request-invalid']);
  expect(text).not.toContain('13700137009');
});

test.each([
  ['a cause of their own', { cause: 'delivered' }],
  ['a round without a stage', { round: 1 }],
  ['a channel there is not', { channel: 'C4NARY' }],
])('who gives %s is refused, and nothing is on record', async (_what, more) => {
  const { applicationId } = await owed();
  const { status, json, text } = await ask({ applicationId, ...more });
  expect([status, json['code']]).toEqual([400, 'body-invalid']);
  expect(text).not.toContain('C4NARY');
  const { json: application } = await door.call('staff', 'GET', `/v1/applications/${applicationId}`);
  expect(application).toMatchObject({ inquiries: 0 });
});
