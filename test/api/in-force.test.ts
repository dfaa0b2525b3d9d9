/** Whose receipts the door takes when the configuration file has changed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { doorInForce } from '../../api/in-force.js';
import type { DoorInForce } from '../../api/in-force.js';
import { readInForce } from '../../runtime/configuration/in-force.js';
import { temporaryFolder, writePrivate } from '../runtime/temporary-folder.js';

const folder = temporaryFolder();
const file = join(folder, 'configuration.json');
const secret = (name: string, text = `${name}-0123456789abcdef`) => writePrivate(folder, name, text);
for (const name of ['sms', 'gateway', 'key-a', 'key-b', 'mail']) secret(name);

const sms = {
  route: 'sms/aliyun',
  protocol: 'aliyun-sms',
  endpoint: 'https://dysmsapi.aliyuncs.com',
  accessKeyId: 'LTAI-test',
  accessKeySecretFile: 'sms',
  signName: '必达',
  receiptSecretFile: 'sms',
};
const gateway = (...keys: string[]) => ({
  route: 'sms/bank-gateway',
  protocol: 'bank-gateway-sms',
  endpoint: 'https://gateway.bank.example',
  keys: keys.map((name) => ({ id: name, file: name })),
  receiptSecretFile: 'gateway',
});
const mail = (domain: string) => ({
  route: 'email/smtp',
  protocol: 'smtp-email',
  host: '127.0.0.1',
  port: 25,
  tls: 'none',
  from: 'notice@bank.example',
  domain,
  receiptSecretFile: 'mail',
});
const taken = (before: DoorInForce | undefined, ...routes: object[]): DoorInForce => {
  writeFileSync(file, JSON.stringify({ version: 1, routes, staff: { callBackNumber: '95588' } }));
  return doorInForce(readInForce(file), before);
};
const secretOf = (door: DoorInForce, route: 'sms/aliyun' | 'sms/bank-gateway') =>
  door.secrets.get(route)?.reveal();

test('a route that is added gets its address; one that is taken out keeps it, for what went by it', () => {
  const before = taken(undefined, sms);
  expect([...before.protocols.keys()]).toEqual(['sms/aliyun']);
  const now = taken(before, gateway('key-a'));
  expect(now.protocols.get('sms/bank-gateway')).toBe('bank-gateway-sms');
  expect(now.protocols.get('sms/aliyun')).toBe('aliyun-sms');
  expect(secretOf(now, 'sms/aliyun')).toBe('sms-0123456789abcdef');
  // Whoever took hold of it before sees nothing of the change.
  expect([...before.secrets.keys()]).toEqual(['sms/aliyun']);
});

test('a receipt secret and the keys of signed receipts are those of now alone', () => {
  const before = taken(undefined, sms, gateway('key-a'));
  secret('sms', 'rotated-0123456789abcdef');
  const now = taken(before, sms, gateway('key-b', 'key-a'));
  expect(secretOf(now, 'sms/aliyun')).toBe('rotated-0123456789abcdef');
  expect(now.keys.get('sms/bank-gateway')?.map(({ id }) => id)).toEqual(['key-b', 'key-a']);
  expect(
    taken(now, gateway('key-b'))
      .keys.get('sms/bank-gateway')
      ?.map(({ id }) => id),
  ).toEqual(['key-b']);
});

test('mail comes back to the new domain, and still to the one before', () => {
  const before = taken(undefined, mail('old.bank.example'));
  const now = taken(before, mail('new.bank.example'));
  expect(now.mail.map(({ domain }) => domain)).toEqual(['new.bank.example', 'old.bank.example']);
  expect(taken(now, sms).mail).toHaveLength(2);
  expect(taken(now, mail('old.bank.example')).mail.map(({ domain }) => domain)).toEqual([
    'old.bank.example',
    'new.bank.example',
  ]);
});
