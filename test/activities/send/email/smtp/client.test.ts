import { createServer } from 'node:net';
import type { Smtp } from '../../../../../activities/send/email/smtp/client.js';
import { smtpCodes } from '../../../../../domain/provider/smtp/reply-codes.js';
import type { Simulator } from '../../../../../simulator/simulator.js';
import { freePort, ownDirectory } from '../../../../simulator/bank.js';
import {
  address,
  anonymousClient,
  emailOf,
  emailsFor,
  mailAccount,
  smtpClient,
  startMail,
} from '../../../../simulator/smtp/mail.js';

let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator & { smtpPort: number };
const clients: Smtp[] = [];

const client = (more: Parameters<typeof smtpClient>[1] = {}, port = simulator.smtpPort): Smtp => {
  const made = smtpClient(port, more);
  clients.push(made);
  return made;
};
const acceptedFor = (outId: string) => emailsFor(simulator.log(), outId);
const refusals = () => simulator.log().filter(({ kind }) => kind === 'refusal');

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

describe('sending', () => {
  test('an accepted e-mail has our Message-ID, and the server’s log says what was sent', async () => {
    const html = '<p>金额 <b>88776655</b> 元。</p>';
    const answer = await client().send(emailOf('plain', { html, reference: 'LA-1-F1' }));
    expect(answer).toEqual({ result: 'accepted', messageId: '<plain@mail.bank.example>' });
    expect(acceptedFor('plain')).toMatchObject([
      {
        route: 'email/smtp',
        to: address,
        from: expect.stringMatching(/^bounce\+plain\+[0-9a-f]{16}@mail\.bank\.example$/) as string,
        subject: '您的贷款申请有新进展',
        text: '金额 88776655 元。\n请致电 95588。',
        html,
        messageId: '<plain@mail.bank.example>',
        reference: 'LA-1-F1',
        receipts: [],
      },
    ]);
  });

  test('several e-mails at once are each taken once', async () => {
    const smtp = client();
    const ids = Array.from({ length: 10 }, (_, index) => `many-${index}`);
    const answers = await Promise.all(ids.map((id) => smtp.send(emailOf(id))));
    expect(answers.map((answer) => answer.result === 'accepted' && answer.messageId)).toEqual(
      ids.map((id) => `<${id}@mail.bank.example>`),
    );
    for (const id of ids) expect(acceptedFor(id)).toHaveLength(1);
  });

  test('an address with an international domain is told to the server in ASCII', async () => {
    await client().send(emailOf('idn', { to: 'li@银行.example' }));
    expect(acceptedFor('idn')).toHaveLength(1);
  });

  test('a text of a megabyte, lines of dots and lines without end arrive as they were', async () => {
    const text = `.\n..\n.x\n${'长'.repeat(2_000)}\n${'通知。\n'.repeat(100_000)}.`;
    expect(await client().send(emailOf('long', { text }))).toMatchObject({ result: 'accepted' });
    expect(acceptedFor('long')[0]?.text.trimEnd()).toBe(text);
  });

  test('SMTP is never asked about a message given before', async () => {
    expect(await client().ask()).toEqual({ result: 'no-answer' });
  });
});

describe('what is refused is refused for certain', () => {
  test.each([
    ['a wrong password', { password: 'other' }, '535 5.7.8'],
    ['an unknown user', { user: 'nobody' }, '535 5.7.8'],
    ['a sender’s domain that is not the account’s', { domain: 'other.example' }, '553 5.7.1'],
  ])('%s means we are misconfigured', async (_, options, code) => {
    const answer = await client(options).send(emailOf('refused'));
    expect(answer).toEqual({ result: 'rejected', failure: 'misconfigured', code, listed: true });
    expect(acceptedFor('refused')).toEqual([]);
  });

  test('without signing in nothing is taken', async () => {
    const answer = await anonymousClient(simulator.smtpPort).send(emailOf('anonymous'));
    expect(answer).toMatchObject({ result: 'rejected', failure: 'misconfigured' });
    expect(acceptedFor('anonymous')).toEqual([]);
  });

  test('a server without encryption gets nothing where encryption is required', async () => {
    for (const tls of ['starttls', 'implicit'] as const) {
      const answer = await client({ tls }).send(emailOf('clear'));
      expect(answer).toMatchObject({ result: 'rejected' });
      expect(['misconfigured', 'provider-down']).toContain(answer.result === 'rejected' && answer.failure);
    }
    expect(acceptedFor('clear')).toEqual([]);
  });

  test.each([
    'nobody',
    'a@b@c',
    'a b@c.example',
    'a@c.example, d@e.example',
    'a@c.example>\r\nRCPT TO:<d@e',
    '',
    '@x',
    'x@',
  ])('an address that is none (%j) never reaches the server', async (to) => {
    const before = simulator.log().length;
    const answer = await client().send(emailOf('no-address', { to }));
    expect(answer).toEqual({
      result: 'rejected',
      failure: 'wrong-number',
      code: 'address-format',
      listed: true,
    });
    expect(simulator.log()).toHaveLength(before);
  });

  test('nobody listening means the provider is down', async () => {
    expect(await client({}, await freePort()).send(emailOf('nobody'))).toEqual({
      result: 'rejected',
      failure: 'provider-down',
      code: 'ECONNREFUSED',
      listed: true,
    });
  });

  test('a user without a password is refused at once', () => {
    expect(() => {
      const { smtpPort } = simulator;
      return smtpClient(smtpPort, { password: undefined as unknown as string });
    }).toThrow(RangeError);
  });

  test('a mailbox that is greylisted is taken the second time', async () => {
    simulator.setRules([{ match: { email: address, times: 1 }, action: { reject: '450 4.7.1' } }]);
    const smtp = client();
    expect(await smtp.send(emailOf('grey-1'))).toEqual({
      result: 'rejected',
      failure: 'rate-limited',
      code: '450 4.7.1',
      listed: true,
    });
    expect(await smtp.send(emailOf('grey-2'))).toMatchObject({ result: 'accepted' });
  });

  const whole = smtpCodes.filter(({ code }) => /^\d/.test(code) && !/^[45]\./.test(code));
  test.each(whole.map(({ code, failure }) => [code.replace('*', '99'), failure] as const))(
    '%s after the message is %s',
    async (code, failure) => {
      const taken = simulator.log().filter(({ kind }) => kind === 'acceptance').length;
      simulator.setRules([{ action: { reject: code, at: 'data' } }]);
      expect(await client().send(emailOf('row'))).toEqual({
        result: 'rejected',
        failure,
        code,
        listed: true,
      });
      expect(simulator.log().filter(({ kind }) => kind === 'acceptance')).toHaveLength(taken);
    },
  );
});

test('a slow server is waited for', async () => {
  simulator.setRules([{ action: { slowMs: 300 } }]);
  const begun = Date.now();
  expect(await client().send(emailOf('slow'))).toMatchObject({ result: 'accepted' });
  expect(Date.now() - begun).toBeGreaterThanOrEqual(290);
});

test('no answer, and no error, ever repeats the address, the words or the password', async () => {
  const said: unknown[] = [];
  const smtp = client({ callTimeoutMs: 500 });
  for (const action of [
    { reject: '550 5.1.1', message: `<${address}>: 金额 88776655 unknown` },
    { reject: `550 ${address}` },
    { reject: '554 5.6.0', message: `88776655 ${address}`, at: 'data' as const },
    { acceptThen: 'timeout' as const },
    { acceptThen: { status: 550, body: `${address} 88776655` } },
    { acceptThen: { status: 250, body: `${address} 88776655` } },
  ]) {
    simulator.setRules([{ action }]);
    said.push(await smtp.send(emailOf('canary')));
  }
  said.push(await smtp.send(emailOf('not an id')).catch((error: unknown) => String(error)));
  const words = JSON.stringify(said);
  for (const canary of [address, 'ouyang', '88776655', mailAccount.password])
    expect(words).not.toContain(canary);
  expect(refusals().some((entry) => entry.kind === 'refusal' && entry.email === address)).toBe(true);
});

test('the password is not shown to a server that offers no sign-in', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 mail\r\n');
    socket.on('data', (bytes) => {
      heard.push(bytes.toString());
      socket.write('250 mail\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const answer = await client({}, typeof bound === 'object' && bound !== null ? bound.port : 0).send(
    emailOf('no-auth'),
  );
  expect(answer).toEqual({ result: 'rejected', failure: 'misconfigured', code: 'EAUTH', listed: true });
  expect(heard.join('')).not.toMatch(/AUTH/);
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
