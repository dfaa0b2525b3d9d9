import { classifySmtp, type SmtpStage } from '../../../../domain/provider/smtp/codes.js';
import { smtpCodes } from '../../../../domain/provider/smtp/reply-codes.js';

describe('the table of mail servers’ codes', () => {
  test('speaks of no code twice', () => {
    expect(new Set(smtpCodes.map(({ code }) => code)).size).toBe(smtpCodes.length);
  });

  test('has words in both languages and a source on every row', () => {
    for (const { zh, en, doc } of smtpCodes) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[\x20-\x7e’]+$/);
      expect(doc).toMatch(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+/);
    }
  });

  test('holds only refusals, and a status only under a reply of its own level', () => {
    for (const { code } of smtpCodes) {
      expect(code).toMatch(/^([45]\d{2}|[45]\.\d\.(\d+|\*)|[45]\d{2} [45]\.\d\.(\d+|\*))$/);
      const [reply, status] = code.split(' ');
      if (status !== undefined) expect(status[0]).toBe(reply?.[0]);
    }
  });

  test('has every row reached by its own code', () => {
    for (const { code, failure } of smtpCodes) {
      const [first = '', second] = code.replace('*', '99').split(' ');
      const plain = /^\d{3}$/.test(first);
      const verdict = plain
        ? classifySmtp(Number(first), second, 'content')
        : classifySmtp(first.startsWith('4') ? 459 : 559, first, 'content');
      expect([code, verdict.failure, verdict.listed]).toEqual([code, failure, true]);
    }
  });
});

describe('a refusal of the recipient', () => {
  test.each([
    [550, '5.1.1', 'wrong-number'],
    [501, '5.1.3', 'wrong-number'],
    [552, '5.2.2', 'unreachable'],
    [452, '4.2.2', 'unreachable'],
    [550, '5.7.1', 'blocked'],
    [554, '5.7.606', 'blocked'],
    [550, '5.7.26', 'misconfigured'],
    [450, '4.7.1', 'rate-limited'],
    [451, '4.7.1', 'rate-limited'],
    [421, '4.7.0', 'rate-limited'],
    [451, '4.3.0', 'provider-down'],
    [452, '4.3.1', 'provider-down'],
    [452, '4.5.3', 'rate-limited'],
    [450, undefined, 'rate-limited'],
    [451, undefined, 'provider-down'],
    [421, undefined, 'provider-down'],
    [530, '5.7.0', 'misconfigured'],
    [535, '5.7.8', 'misconfigured'],
    [535, undefined, 'misconfigured'],
    [554, undefined, 'blocked'],
  ] as const)('%s %s means %s', (reply, enhanced, failure) => {
    expect(classifySmtp(reply, enhanced)).toMatchObject({ listed: true, failure });
  });

  test('without an enhanced status never calls the address wrong for a bare 550', () => {
    expect(classifySmtp(550).failure).toBe('suspect-number');
    expect(classifySmtp(550, '5.0.0').failure).toBe('suspect-number');
    expect(classifySmtp(553).failure).toBe('suspect-number');
  });

  test('is not believed where status and reply contradict each other', () => {
    expect(classifySmtp(450, '5.1.1').failure).toBe('rate-limited');
    expect(classifySmtp(550, '2.1.5').failure).toBe('suspect-number');
  });
});

test('a refusal of the content is the content’s', () => {
  expect(classifySmtp(554, undefined, 'content').failure).toBe('content-rejected');
  expect(classifySmtp(554, '5.6.0', 'content').failure).toBe('content-rejected');
  expect(classifySmtp(552, '5.3.4', 'sender').failure).toBe('content-rejected');
});

test('what is refused before the recipient is named is never held against the recipient', () => {
  const ofRecipient = ['wrong-number', 'suspect-number', 'unreachable', 'blocked'];
  for (const stage of ['session', 'login', 'sender'] satisfies SmtpStage[])
    for (const { code } of smtpCodes) {
      const [first = '', second] = code.replace('*', '99').split(' ');
      const verdict = /^\d{3}$/.test(first)
        ? classifySmtp(Number(first), second, stage)
        : classifySmtp(first.startsWith('4') ? 459 : 559, first, stage);
      expect(ofRecipient).not.toContain(verdict.failure);
    }
});

test.each([
  ['session', 'provider-down'],
  ['login', 'misconfigured'],
  ['sender', 'misconfigured'],
  ['recipient', 'suspect-number'],
  ['content', 'unknown-outcome'],
] as const)('an unlisted refusal at the stage %s means %s', (stage, failure) => {
  expect(classifySmtp(599, undefined, stage)).toMatchObject({ listed: false, failure });
  expect(classifySmtp(599, '5.0.0', stage)).toMatchObject({ listed: false, failure });
});
