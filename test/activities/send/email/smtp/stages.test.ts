import { smtpClient, emailOf } from '../../../../simulator/smtp/mail.js';
import { scriptedServer, type Point, type Wrong } from './scripted-server.js';

/** What a client says to a server that goes wrong so, and how many whole messages that one read. */
async function sentTo(point: Point, wrong: Wrong, pipelining = false) {
  const server = await scriptedServer(point, wrong, { pipelining });
  const smtp = smtpClient(server.port, { callTimeoutMs: wrong === 'silent' ? 300 : 5_000 });
  try {
    return { answer: await smtp.send(emailOf('staged')), messages: server.messages() };
  } finally {
    smtp.close();
    await server.close();
  }
}

const before: Point[] = ['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA'];

describe.each([
  ['one command at a time', false],
  ['commands in one batch', true],
])('with %s', (_, pipelining) => {
  test.each(before)('a connection lost at %s is certain: nothing was sent', async (point) => {
    const { answer, messages } = await sentTo(point, 'drop', pipelining);
    expect(answer).toMatchObject({ result: 'rejected', failure: 'provider-down', listed: true });
    expect(messages).toBe(0);
  });

  test.each(before)('silence at %s is certain: nothing was sent', async (point) => {
    const { answer, messages } = await sentTo(point, 'silent', pipelining);
    expect(answer).toEqual({ result: 'rejected', failure: 'provider-down', code: 'ETIMEDOUT', listed: true });
    expect(messages).toBe(0);
  });

  test.each([
    ['content', 'drop', 'reset', 0],
    ['content', 'silent', 'timeout', 0],
    ['dot', 'drop', 'reset', 1],
    ['dot', 'silent', 'timeout', 1],
    ['dot', 'hello\r\n', 'broken-answer', 1],
    ['dot', '999 what\r\n', 'broken-answer', 1],
    ['dot', `250-${'x'.repeat(2_000_000)}\r\n`, 'broken-answer', 1],
  ] as const)('trouble at %s (%.12s) leaves the outcome unknown: %s', async (point, wrong, because, read) => {
    const { answer, messages } = await sentTo(point, wrong, pipelining);
    expect(answer).toEqual({ result: 'unknown', because });
    expect(messages).toBe(read);
  });

  test.each([
    ['greeting', '554 5.7.1 go away', 'provider-down', '554 5.7.1'],
    ['greeting', '421 4.7.0 too many', 'rate-limited', '421 4.7.0'],
    ['AUTH', '535 5.7.8 no', 'misconfigured', '535 5.7.8'],
    ['AUTH', '454 4.7.0 later', 'provider-down', '454 4.7.0'],
    ['AUTH', '599 what', 'misconfigured', '599'],
    ['MAIL', '550 5.1.1 sender unknown', 'misconfigured', '550 5.1.1'],
    ['MAIL', '421 4.3.2 shutting down', 'provider-down', '421 4.3.2'],
    ['RCPT', '550 5.1.1 unknown', 'wrong-number', '550 5.1.1'],
    ['RCPT', '550-5.1.1 unknown\r\n550 5.1.1 really', 'wrong-number', '550 5.1.1'],
    ['RCPT', '552 5.2.2 full', 'unreachable', '552 5.2.2'],
    ['RCPT', '550 5.7.1 policy', 'blocked', '550 5.7.1'],
    ['RCPT', '599 what', 'suspect-number', '599'],
    ['DATA', '452 4.3.1 no room', 'provider-down', '452 4.3.1'],
    ['dot', '554 5.6.0 words', 'content-rejected', '554 5.6.0'],
    ['dot', '421 4.3.2 shutting down', 'provider-down', '421 4.3.2'],
    ['dot', '550 5.1.1 unknown after all', 'wrong-number', '550 5.1.1'],
  ] as const)('refused at %s with "%s" it is %s, for certain', async (point, reply, failure, code) => {
    const { answer } = await sentTo(point, `${reply}\r\n`, pipelining);
    expect(answer).toEqual({ result: 'rejected', failure, code, listed: !code.startsWith('599') });
  });

  test('a refused recipient gets nothing, even from a server that asks for the message', async () => {
    const { answer, messages } = await sentTo('RCPT', '550 5.1.1 unknown\r\n', pipelining);
    expect(answer).toMatchObject({ result: 'rejected', failure: 'wrong-number' });
    // Asked to, the client may end an empty message; nobody is to get it.
    expect(messages).toBe(0);
  });
});
