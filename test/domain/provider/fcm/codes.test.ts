import {
  classifyFcmGrant,
  classifyFcmSend,
  fcmGrantCodes,
  fcmSendCodes,
  readableFcmCode,
} from '../../../../domain/provider/fcm/codes.js';

const tables = { send: fcmSendCodes, grant: fcmGrantCodes };

describe.each(Object.entries(tables))('the table of FCM’s %s codes', (_, rows) => {
  test('speaks of no code twice, except where the message tells the meanings apart', () => {
    const keys = rows.map(({ code, when }) => `${code} ${String(when)}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has words in both languages and a source on every row', () => {
    for (const { zh, en, doc } of rows) {
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).toMatch(/^[\x20-\x7e’]+$/);
      expect(doc).toMatch(/^https:\/\//);
    }
  });

  test('holds only codes that are readable, and never says that a push was delivered', () => {
    for (const { code, meaning } of rows) {
      expect(readableFcmCode(code)).toBe(code);
      expect(['delivered', 'pending']).not.toContain(meaning);
    }
  });
});

test('only FCM’s own word on a token makes it a wrong one', () => {
  expect(fcmSendCodes.filter(({ meaning }) => meaning === 'wrong-number').map(({ code }) => code)).toEqual([
    'UNREGISTERED',
    'INVALID_ARGUMENT',
  ]);
});

test('nothing the token endpoint says leaves an outcome unknown: no message was sent yet', () => {
  for (const { meaning } of fcmGrantCodes) expect(meaning).not.toBe('unknown-outcome');
  expect(classifyFcmGrant('never_seen')).toMatchObject({ listed: false, failure: 'provider-down' });
});

describe('an error code', () => {
  test.each([
    ['UNREGISTERED', '', 'wrong-number'],
    ['INVALID_ARGUMENT', 'message.token\nRequest contains an invalid argument.', 'wrong-number'],
    ['INVALID_ARGUMENT', 'The registration token is not a valid FCM registration token', 'wrong-number'],
    ['INVALID_ARGUMENT', 'message.data[0].value\nInvalid value', 'content-rejected'],
    ['INVALID_ARGUMENT', 'Message too big', 'content-rejected'],
    ['SENDER_ID_MISMATCH', '', 'misconfigured'],
    ['UNAUTHENTICATED', '', 'misconfigured'],
    ['PERMISSION_DENIED', '', 'misconfigured'],
    ['NOT_FOUND', 'Requested entity was not found.', 'misconfigured'],
    ['QUOTA_EXCEEDED', '', 'rate-limited'],
    ['RESOURCE_EXHAUSTED', '', 'rate-limited'],
    ['UNAVAILABLE', '', 'unknown-outcome'],
    ['INTERNAL', '', 'unknown-outcome'],
  ])('%s (%s) means %s', (code, about, failure) => {
    expect(classifyFcmSend(code, about)).toMatchObject({ listed: true, failure });
  });

  test('that no table has is told to be unlisted, and leaves the outcome unknown', () => {
    expect(classifyFcmSend('NEVER_SEEN')).toMatchObject({ listed: false, failure: 'unknown-outcome' });
  });

  test.each([[undefined], [7], [''], ['13812345678'], ['a b'], ['您好'], ['x'.repeat(65)], ['A_12345']])(
    '%p cannot be kept as it is',
    (raw) => {
      expect(readableFcmCode(raw)).toBe('unreadable');
    },
  );
});
