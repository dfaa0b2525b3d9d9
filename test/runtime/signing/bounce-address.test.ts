import { randomUUID } from 'node:crypto';
import { Secret } from '../../../runtime/configuration/secret.js';
import { attemptOfBounceAddress, bounceAddressOf } from '../../../runtime/signing/bounce-address.js';

const domain = 'mail.bank.example';
const [old, fresh] = ['oK7vZ2qR9tW4nB1y', 'fL3mJ8pS5dH6gC0a'];
const attemptId = randomUUID();

test('an address made before the secret changed is still ours, and new ones are made with the new secret', () => {
  const before = bounceAddressOf(attemptId, domain, new Secret(old));
  const during = new Secret(fresh, [old]);
  const since = bounceAddressOf(attemptId, domain, during);
  expect(since).toBe(bounceAddressOf(attemptId, domain, new Secret(fresh)));
  expect(since).not.toBe(before);
  for (const address of [before, since, before.toUpperCase()])
    expect(attemptOfBounceAddress(address, domain, during)).toBe(attemptId);
});

test('an address by a secret that is no longer in the file is nobody’s', () => {
  const before = bounceAddressOf(attemptId, domain, new Secret(old));
  expect(attemptOfBounceAddress(before, domain, new Secret(fresh))).toBeUndefined();
});

test('an address somebody made up is nobody’s, whatever secrets there are', () => {
  const both = new Secret(fresh, [old]);
  for (const address of [
    `bounce+${attemptId}+0000000000000000@${domain}`,
    bounceAddressOf(attemptId, 'elsewhere.example', both),
    bounceAddressOf(randomUUID(), domain, both)
      .replace(/[0-9a-f]{36}/, attemptId)
      .slice(0, -1),
    'bounce@mail.bank.example',
  ])
    expect(attemptOfBounceAddress(address, domain, both)).toBeUndefined();
});
