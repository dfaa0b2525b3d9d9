import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Secret } from '../../../runtime/configuration/secret.js';
import { webhookHeaders, webhookKeyOf } from '../../../runtime/signing/webhook-signature.js';

const newKey = (bytes = 32) => `whsec_${randomBytes(bytes).toString('base64')}`;
const message = {
  id: '5f0f1e2d-0000-4000-8000-00000000abcd',
  body: '{"type":"notice.delivered","名":"必达"}',
};

test('the signature is the one of the specification’s own example', () => {
  const secret = new Secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
  expect(webhookHeaders(example, secret, 1_614_265_330_999)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test.each([24, 32, 64])('an independent receiver verifies what a key of %s bytes signed', (bytes) => {
  const key = newKey(bytes);
  const headers = webhookHeaders(message, new Secret(key), Date.now());
  expect(new Webhook(key).verify(message.body, headers)).toEqual(JSON.parse(message.body));
});

test('while a key takes another’s place, a receiver that has either verifies; one that has none does not', () => {
  const [newest, former] = [newKey(), newKey()];
  const headers = webhookHeaders(message, new Secret(newest, [former]), Date.now());
  for (const key of [newest, former])
    expect(() => new Webhook(key).verify(message.body, headers)).not.toThrow();
  expect(() => new Webhook(newKey()).verify(message.body, headers)).toThrow();
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
});

test.each([
  ['another body', message.body.replace('delivered', 'withdrawn'), {}],
  ['another id', message.body, { 'webhook-id': 'another' }],
  ['another time', message.body, { 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) + 60) }],
])('%s does not fit the signature', (_what, body, changed) => {
  const key = newKey();
  const headers = { ...webhookHeaders(message, new Secret(key), Date.now()), ...changed };
  expect(() => new Webhook(key).verify(body, headers)).toThrow();
});

test.each([
  ['without its beginning', randomBytes(32).toString('base64')],
  ['too short', newKey(23)],
  ['too long', newKey(65)],
  ['not base64', `whsec_${'*'.repeat(44)}`],
  ['with a space in it', `${newKey()} `],
  ['nothing but its beginning', 'whsec_'],
])('a key %s is none', (_what, text) => {
  expect(webhookKeyOf(text)).toBeUndefined();
});
