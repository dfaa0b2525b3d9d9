import type { Smtp } from '../../../../../activities/send/email/smtp/client.js';
import type { Simulator } from '../../../../../simulator/simulator.js';
import { ownDirectory, until } from '../../../../simulator/bank.js';
import { emailOf, emailsFor, smtpClient, startMail } from '../../../../simulator/smtp/mail.js';

let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator & { smtpPort: number };
const clients: Smtp[] = [];

const client = (more: Parameters<typeof smtpClient>[1] = {}): Smtp => {
  const made = smtpClient(simulator.smtpPort, more);
  clients.push(made);
  return made;
};
const acceptedFor = (outId: string) => emailsFor(simulator.log(), outId);

beforeAll(async () => {
  directory = await ownDirectory();
  simulator = await startMail(directory.path);
});
afterEach(() => {
  simulator.setRules([]);
  for (const one of clients.splice(0)) one.close();
});
afterAll(async () => {
  await simulator.stop();
  await directory.remove();
});

describe('what follows the message leaves the outcome unknown', () => {
  test.each([
    ['a connection dropped', 'reset', { acceptThen: 'drop' as const }],
    ['no answer', 'timeout', { acceptThen: 'timeout' as const }],
    ['an answer too late', 'timeout', { acceptThen: 'late' as const, delayMs: 60_000 }],
    ['what is no reply', 'broken-answer', { acceptThen: 'html-502' as const }],
    ['a reply cut short', 'reset', { acceptThen: { status: 250, body: '2.0.0 Ok', cut: true } }],
    ['a refusal cut short', 'reset', { acceptThen: { status: 550, body: '5.1.1 no', cut: true } }],
  ])('%s, and it was taken', async (name, because, action) => {
    const outId = `taken-${name.replaceAll(' ', '-')}`;
    simulator.setRules([{ action }]);
    const callTimeoutMs = because === 'timeout' ? 500 : 5_000;
    expect(await client({ callTimeoutMs }).send(emailOf(outId))).toEqual({ result: 'unknown', because });
    expect(acceptedFor(outId)).toHaveLength(1);
  });

  test.each([
    ['a connection dropped', 'reset', { refuseBefore: 'drop' as const }],
    ['no answer', 'timeout', { timeout: true as const }],
  ])('%s, and it was not taken', async (name, because, action) => {
    const outId = `not-taken-${name.replaceAll(' ', '-')}`;
    simulator.setRules([{ action }]);
    const callTimeoutMs = because === 'timeout' ? 500 : 5_000;
    expect(await client({ callTimeoutMs }).send(emailOf(outId))).toEqual({ result: 'unknown', because });
    expect(acceptedFor(outId)).toEqual([]);
  });

  test('a code no table has', async () => {
    simulator.setRules([{ action: { reject: '599 5.0.0', at: 'data' } }]);
    expect(await client().send(emailOf('unlisted'))).toEqual({
      result: 'unknown',
      because: 'undetermined-code',
      code: '599 5.0.0',
      listed: false,
    });
  });

  test('the client being closed under way', async () => {
    simulator.setRules([{ action: { acceptThen: 'timeout' } }]);
    const smtp = client();
    const answer = smtp.send(emailOf('closed'));
    await until('the message is taken', () => acceptedFor('closed').length === 1);
    smtp.close();
    expect(await answer).toEqual({ result: 'unknown', because: 'reset' });
  });
});

test('the same at the recipient is certain: nothing was sent', async () => {
  for (const action of [
    { timeout: true as const },
    { refuseBefore: 'drop' as const },
    { refuseBefore: 'html-502' as const },
  ]) {
    simulator.setRules([{ action: { ...action, at: 'rcpt' } }]);
    expect(await client({ callTimeoutMs: 500 }).send(emailOf('early'))).toMatchObject({
      result: 'rejected',
      failure: 'provider-down',
    });
  }
  expect(acceptedFor('early')).toEqual([]);
});
