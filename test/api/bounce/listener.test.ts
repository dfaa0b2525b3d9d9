/** What mail servers send back, over real SMTP, into a real ledger. */
import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { listenForBounces } from '../../../api/bounce/listener.js';
import type { BounceListener } from '../../../api/bounce/listener.js';
import { smtpCodes } from '../../../domain/provider/smtp/reply-codes.js';
import type { AttemptId } from '../../../domain/ids/ids.js';
import { findAttempt } from '../../../ledger/attempt/find.js';
import { endLingering } from '../../../ledger/attempt/settle.js';
import type { Ledger } from '../../../ledger/ledger.js';
import { Secret } from '../../../runtime/configuration/secret.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { noTally } from '../../../runtime/metrics/tally.js';
import { bounceAddressOf } from '../../../runtime/signing/bounce-address.js';
import { notificationText } from '../../../simulator/smtp/notification.js';
import { RecordingStories } from '../../client/intake-world.js';
import { acceptAttempt } from '../../client/receipt/sent.js';
import { intendedAttempt } from '../../ledger/owed-notice.js';
import { openedLedger } from '../../ledger/opened-ledger.js';
import type { OpenedLedger } from '../../ledger/opened-ledger.js';

const domain = 'mail.bank.example';
const secret = new Secret('eW5nY9dL3aU8oS2xC7zK0rM6tE4gH1jB');
const applicant = 'canary.applicant@mail.example';

let opened: OpenedLedger;
let listener: BounceListener;
let lines = '';
const stories = new RecordingStories();

const listening = (ledger: Ledger) =>
  listenForBounces({
    door: {
      ledger,
      stories,
      clock: { now: () => Date.now() },
      logger: createLogger({
        name: 'api',
        level: 'trace',
        destination: { write: (line: string) => void (lines += line) },
      }),
      tally: noTally,
    },
    routes: () => [{ route: 'email/smtp', domain, secret }],
    host: '127.0.0.1',
    port: 0,
  });
beforeAll(async () => {
  opened = await openedLedger();
  listener = await listening(opened.api);
});
afterAll(async () => {
  await listener.stop();
  await opened.close();
});

/** An e-mail the mail server took, under the id we gave it. */
async function sent(): Promise<{ readonly attemptId: AttemptId }> {
  const attemptId = await intendedAttempt(opened.ledger, { route: 'email/smtp' });
  await acceptAttempt(opened.ledger, attemptId, `<${attemptId}@${domain}>`);
  await endLingering(opened.ledger, attemptId);
  return { attemptId };
}
const addressOf = (attemptId: string) => bounceAddressOf(attemptId, domain, secret);
/** Answers the reply, whatever it is. */
const send = (to: string, raw: string, port = listener.port): Promise<string> =>
  createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
    .sendMail({ envelope: { from: '', to }, raw })
    .then(
      ({ response }) => response,
      (failure: unknown) => (failure as { response?: string }).response ?? String(failure),
    );
type Action = 'failed' | 'delayed' | 'delivered';
const notification = (attemptId: string, action: Action, status: string) =>
  notificationText(
    { action, status },
    { from: addressOf(attemptId), to: applicant, messageId: `<${attemptId}@${domain}>`, at: Date.now() },
  );
const report = (attemptId: string, action: Action, status: string) =>
  send(addressOf(attemptId), notification(attemptId, action, status));
const stands = async (attemptId: string) => {
  const row = await findAttempt(opened.ledger, attemptId);
  return [row?.settlement ?? null, row?.failure ?? null, row?.providerCode ?? null];
};
const malformed = async (): Promise<number> => {
  const [row] = await opened.ledger.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM event WHERE kind = 'receipt-malformed'`,
  );
  return row?.count ?? 0;
};

test('a message that failed is recorded with its class before it is acknowledged', async () => {
  const { attemptId } = await sent();
  expect(await report(attemptId, 'failed', '5.1.1')).toMatch(/^250 2\.0\.0/);
  expect(await stands(attemptId)).toEqual(['undelivered', 'wrong-number', '5.1.1']);
  expect(
    stories.told.some(({ message }) => message.kind === 'receipt' && message.attemptId === attemptId),
  ).toBe(true);
});

const statuses = smtpCodes
  .map(({ code }) => code.replace('*', '99'))
  .filter((code) => /^[45]\.\d+\.\d+$/.test(code));
test.each(statuses)(
  '%s of a message given up is a receipt of its class, and of none that would send it again',
  async (status) => {
    const { attemptId } = await sent();
    await report(attemptId, 'failed', status);
    const [settlement, failure, code] = await stands(attemptId);
    expect([settlement, code]).toEqual(['undelivered', status]);
    const row = smtpCodes.find(({ code: listed }) => listed.replace('*', '99') === status);
    expect(failure).toBe(row?.failure === 'rate-limited' ? 'unreachable' : row?.failure);
  },
);

test('one that is delayed settles nothing, and one that was delivered is a receipt', async () => {
  const { attemptId } = await sent();
  expect(await report(attemptId, 'delayed', '4.4.1')).toMatch(/^250/);
  expect((await stands(attemptId))[0]).toBeNull();
  expect(await report(attemptId, 'delivered', '2.0.0')).toMatch(/^250/);
  expect((await stands(attemptId))[0]).toBe('delivered');
});

test('twice, late or out of order it is acknowledged, and what stands stays', async () => {
  const { attemptId } = await sent();
  for (const action of ['failed', 'failed', 'delayed'] as const)
    expect(await report(attemptId, action, action === 'failed' ? '5.2.2' : '4.4.1')).toMatch(/^250/);
  expect((await stands(attemptId))[0]).toBe('undelivered');
  const receipts = await opened.ledger.query('SELECT 1 FROM receipt WHERE attempt_id = $1', [attemptId]);
  expect(receipts).toHaveLength(2);
});

test.each([
  ['nobody’s attempt, but ours', () => addressOf(randomUUID()), /^250/],
  ['a digest made up', (id: string) => `bounce+${id}+0123456789abcdef@${domain}`, /^550/],
  ['no digest', (id: string) => `bounce+${id}@${domain}`, /^550/],
  ['another domain', (id: string) => addressOf(id).replace(domain, 'other.example'), /^550/],
  ['another address', () => `postmaster@${domain}`, /^550/],
])('an address of %s changes nothing', async (_what, address, answer) => {
  const { attemptId } = await sent();
  expect(await send(address(attemptId), notification(attemptId, 'failed', '5.1.1'))).toMatch(answer);
  expect((await stands(attemptId))[0]).toBeNull();
});

test.each([
  [
    'an absence note',
    'From: a@b.example\r\nSubject: away\r\nAuto-Submitted: auto-replied\r\n\r\nback on Monday',
  ],
  ['nothing', '\r\n'],
  ['bytes', `From: a\r\n\r\n${'\u0001\u00ff'.repeat(500)}`],
  [
    'a report without its part for machines',
    'Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n5.1.1\r\n--x--\r\n',
  ],
  [
    'a part that speaks of nobody',
    'Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\n--x--\r\n',
  ],
])('%s is acknowledged and counted, and changes nothing', async (_what, raw) => {
  const { attemptId } = await sent();
  const before = await malformed();
  expect(await send(addressOf(attemptId), raw)).toMatch(/^250/);
  expect(await malformed()).toBe(before + 1);
  expect((await stands(attemptId))[0]).toBeNull();
});

test('one too large is refused for good, and the next one taken', async () => {
  const { attemptId } = await sent();
  const large = `${notification(attemptId, 'failed', '5.1.1')}${'x'.repeat(1_100_000)}`;
  expect(await send(addressOf(attemptId), large)).toMatch(/^552/);
  expect((await stands(attemptId))[0]).toBeNull();
  expect(await report(attemptId, 'failed', '5.1.1')).toMatch(/^250/);
});

test('while the ledger is away the sender is asked to come again, and then nothing is lost', async () => {
  const { attemptId } = await sent();
  let away = true;
  const broken = new Proxy(opened.api, {
    get: (target, name) => {
      if (name === 'transaction' && away) return () => Promise.reject(new Error('connect ECONNREFUSED'));
      const member = Reflect.get(target, name) as unknown;
      return typeof member === 'function'
        ? (member as (...given: unknown[]) => unknown).bind(target)
        : member;
    },
  });
  const other = await listening(broken);
  try {
    const raw = notification(attemptId, 'failed', '5.1.1');
    expect(await send(addressOf(attemptId), raw, other.port)).toMatch(/^451/);
    expect((await stands(attemptId))[0]).toBeNull();
    away = false;
    expect(await send(addressOf(attemptId), raw, other.port)).toMatch(/^250/);
    expect((await stands(attemptId))[0]).toBe('undelivered');
  } finally {
    await other.stop();
  }
});

test('a status in no list counts as doubtful, and is an alarm', async () => {
  const { attemptId } = await sent();
  await report(attemptId, 'failed', '5.9.99');
  const [settlement, , code] = await stands(attemptId);
  expect([settlement, code]).toEqual(['undelivered', '5.9.99']);
  const alarms = await opened.ledger.query('SELECT 1 FROM alarm WHERE kind = $1 AND subject = $2', [
    'unlisted-code',
    'email/smtp receipt 5.9.99',
  ]);
  expect(alarms).toHaveLength(1);
});

test('nothing of an applicant is in what it logs', () => {
  expect(lines).not.toContain('canary');
  expect(lines).toContain('no notification');
});
