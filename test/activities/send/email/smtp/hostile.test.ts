import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { checkEmail } from '../../../../../domain/contact/email.js';
import { messageOf } from '../../../../../activities/send/email/smtp/message.js';
import type { Simulator } from '../../../../../simulator/simulator.js';
import { ownDirectory } from '../../../../simulator/bank.js';
import { address, emailOf, emailsFor, smtpClient, startMail } from '../../../../simulator/smtp/mail.js';

let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator & { smtpPort: number };

beforeAll(async () => {
  directory = await ownDirectory();
  simulator = await startMail(directory.path);
});
afterAll(async () => {
  await simulator.stop();
  await directory.remove();
});

const place = {
  mailbox: address,
  from: 'Bank <notice@mail.bank.example>',
  domain: 'mail.bank.example',
  at: 0,
};
/** Names of the headers before the first empty line, folded lines left out. */
const headerNames = (message: Buffer): string[] => {
  const [head = ''] = message.toString().split('\r\n\r\n');
  return head
    .split('\r\n')
    .filter((line) => !/^\s/.test(line))
    .map((line) => line.split(':')[0]?.toLowerCase() ?? '')
    .toSorted();
};

test.each([
  ['a header', 'hello\r\nBcc: thief@evil.example'],
  ['a body', 'hello\r\n\r\nnew body'],
  ['a bare line feed', 'hello\nBcc: thief@evil.example'],
  ['a bare carriage return', 'hello\rBcc: thief@evil.example'],
  ['a line separator', 'hello\u2028Bcc: thief@evil.example'],
  ['the end of the message', 'hello\r\n.\r\nMAIL FROM:<x@evil.example>'],
  ['a NUL', 'hello\u0000there'],
  ['an encoded word', '=?utf-8?q?a=0D=0ABcc:_thief@evil.example?='],
])('a subject or reference with %s stays one header, and goes to one recipient', async (name, words) => {
  const attemptId = `hostile-${name.replaceAll(' ', '-')}`;
  const email = emailOf(attemptId, { subject: words, reference: words });
  const plain = await messageOf(emailOf(attemptId, { reference: 'LA-1-F1' }), place);
  expect(headerNames(await messageOf(email, place))).toEqual(headerNames(plain));
  const smtp = smtpClient(simulator.smtpPort);
  expect(await smtp.send(email)).toMatchObject({ result: 'accepted' });
  smtp.close();
  expect(emailsFor(simulator.log(), attemptId)).toMatchObject([{ to: address, text: email.text }]);
});

test('a text that ends the message in its middle arrives whole, and as one message', async () => {
  const text = 'one\r\n.\r\nMAIL FROM:<x@mail.bank.example>\r\nRCPT TO:<thief@evil.example>\r\nDATA\r\ntwo';
  const before = simulator.log().length;
  const smtp = smtpClient(simulator.smtpPort);
  expect(await smtp.send(emailOf('dotted', { text }))).toMatchObject({ result: 'accepted' });
  smtp.close();
  expect(emailsFor(simulator.log(), 'dotted')[0]?.text.trimEnd()).toBe(text.replaceAll('\r\n', '\n'));
  expect(simulator.log()).toHaveLength(before + 2);
});

test('any subject and text, however long and odd, arrive and add no header', async () => {
  const plain = headerNames(await messageOf(emailOf('any', { reference: 'x' }), place));
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 2_000 }),
      fc.string({ unit: 'binary', maxLength: 500 }),
      async (subject, text) => {
        const attemptId = randomUUID();
        const message = await messageOf(
          { to: address, subject: `s${subject}`, text, attemptId, reference: `r${subject}` },
          place,
        );
        const names = headerNames(message);
        expect(names.filter((name) => !name.startsWith('content-'))).toEqual(
          plain.filter((name) => !name.startsWith('content-')),
        );
        const mail = await simpleParser(message);
        expect(mail.messageId).toBe(`<${attemptId}@mail.bank.example>`);
        expect(message.toString('latin1')).not.toMatch(/[^\r]\n|\r[^\n]/);
      },
    ),
    { numRuns: 150 },
  );
});

test('one address is told to the server, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const { address: mailbox } = checkEmail(text);
      if (mailbox !== undefined) expect(mailbox).toMatch(/^[^\s<>,;:@]+@[A-Za-z0-9.-]+$/);
    }),
  );
  expect(checkEmail('Li.Wei+loan@Example.COM').address).toBe('Li.Wei+loan@example.com');
  for (const blank of ['\n', '\r\n', ' '])
    expect(checkEmail(`a@x.example${blank}`).address).toBe('a@x.example');
  for (const none of ['"a b"@x.example', 'a@[127.0.0.1]', 'a@x.example\nb@x.example', 'a\u0000@x.example'])
    expect(checkEmail(none).address).toBeUndefined();
});
