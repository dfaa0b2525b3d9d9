import { pushServiceOf } from '../../../domain/contact/push-token.js';

test.each([['140fe1da9e22a23f92f'], ['0900e8d85ef'], ['171976FA8A8C5AE5A5']])(
  'the token %s is a registration id of JPush’s',
  (token) => {
    expect(pushServiceOf(token)).toBe('jpush');
  },
);

test.each([
  ['dQw4w9WgXcQ:APA91bGcanaryTokenOfADeviceThatMustShowUpNowhere-1234567890'],
  ['0123456789'],
  ['0123456789abcdef012345678'],
  ['140fe1da9e22a23f92g'],
  ['140fe1da9e22a23f92f '],
])('the token %s is Firebase’s', (token) => {
  expect(pushServiceOf(token)).toBe('fcm');
});
