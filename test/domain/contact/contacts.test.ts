import { checkContacts, contactsAreGood } from '../../../domain/contact/check.js';
import type { Contacts } from '../../../domain/report/schemas.js';

test('each contact given has its name, channel and state; what is sent to is in one form', () => {
  const contacts = {
    mobile: '+86 138 0013 8000',
    email: ' Li@例子.中国 ',
    landline: '(021) 6234 5678',
    pushTokens: ['first', ' ', 'sec ond'],
  };
  expect(checkContacts(contacts)).toEqual([
    { name: 'mobile', channel: 'sms', state: 'good', value: '13800138000' },
    { name: 'push-1', channel: 'push', state: 'good', value: 'first' },
    { name: 'push-2', channel: 'push', state: 'bad-format', value: 'sec ond' },
    { name: 'email', channel: 'email', state: 'good', value: 'Li@xn--fsqu00a.xn--fiqs8s' },
    { name: 'landline', channel: 'voice', state: 'good', value: '2162345678' },
  ]);
  expect(checkContacts({})).toEqual([]);
});

const mobile = '13800138000';
const email = 'li@example.com';

test.each<[string, boolean, Contacts]>([
  ['a good number', true, { mobile }],
  ['a good address alone', true, { email }],
  ['a good token alone', true, { pushTokens: ['token'] }],
  ['a good number and a stale token', true, { mobile, pushTokens: ['to ken'] }],
  ['a good number and a bad landline, which no route calls', true, { mobile, landline: '1' }],
  ['nothing', false, {}],
  ['a landline alone', false, { landline: '021-62345678' }],
  ['a bad number beside a good address', false, { mobile: '138', email }],
  ['a bad address beside a good number', false, { mobile, email: 'li' }],
])('contacts of %s are good: %s', (_what, good, contacts) => {
  expect(contactsAreGood(checkContacts(contacts))).toBe(good);
});
