import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEndpoints } from '../../../client/webhook/endpoint.js';
import { ConfigurationFault } from '../../../runtime/configuration/configuration-fault.js';
import { filesNamedIn, readConfiguration } from '../../../runtime/configuration/read-configuration.js';
import { newKey } from '../../client/webhook/webhook-world.js';
import { temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
const file = join(folder, 'configuration.json');
const keys = [newKey(), newKey()];
writePrivate(folder, 'webhook.secret', keys.join('\n'));
writePrivate(folder, 'other.secret', 'whsec_short');

const webhook = {
  name: 'loan-system',
  url: 'https://loans.bank.example/hooks?of=bida',
  secretFile: 'webhook.secret',
};
const read = (...webhooks: object[]) => {
  const staff = { callBackNumber: '95588' };
  writeFileSync(file, JSON.stringify({ version: 1, routes: [], staff, webhooks }));
  return readConfiguration(file).webhooks;
};
const faultsOf = (...webhooks: object[]): string[] => {
  try {
    read(...webhooks);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationFault) return error.lines.map((line) => line.replace(`${file}: `, ''));
    throw error;
  }
};

test('an endpoint needs a name, an address and its keys; its file is found beside the configuration', () => {
  const secretFile = join(folder, 'webhook.secret');
  expect(read(webhook)).toEqual([{ ...webhook, secretFile, allowPrivate: false, timeoutMs: 10_000 }]);
  expect(filesNamedIn(file)).toContain(secretFile);
  expect(openEndpoints(read(webhook))[0]?.secret.revealAll()).toEqual(keys);
});

test.each([
  ['an https address', { ...webhook, url: 'https://loans.bank.example/' }],
  ['a private address where that is allowed', { ...webhook, url: 'https://10.1.2.3/', allowPrivate: true }],
  ['this machine where that is allowed', { ...webhook, url: 'http://127.0.0.1:7/', allowPrivate: true }],
  ['a choice of kinds and regions', { ...webhook, kinds: ['notice.overdue'], regions: ['310000'] }],
])('%s is taken', (_what, given) => {
  expect(faultsOf(given)).toEqual([]);
});

const notPublic = 'webhooks[0].url: expected a target in the public internet, unless allowPrivate';
const notHttps = 'webhooks[0].url: expected an https URL (http only with allowPrivate)';
const noTarget = 'webhooks[0].url: expected an https URL without credentials or fragment';

test.each([
  ['plain http', { url: 'http://loans.bank.example/' }, [notHttps]],
  ['this machine', { url: 'https://localhost/' }, [notPublic]],
  ['an address of this machine, oddly written', { url: 'https://0x7f.1/' }, [notPublic]],
  ['a private address', { url: 'https://[fd00::1]/' }, [notPublic]],
  ['a cloud’s metadata over http', { url: 'http://169.254.169.254/' }, [notHttps, notPublic]],
  ['credentials', { url: 'https://me:secret@loans.bank.example/' }, [noTarget]],
  ['another protocol', { url: 'file:///etc/passwd' }, [noTarget]],
  ['no address', { url: 'loans.bank.example' }, [noTarget]],
  [
    'a name with spaces',
    { name: 'loan system' },
    ['webhooks[0].name: expected a name of lower-case letters, digits and hyphens'],
  ],
  [
    'keys of the wrong shape',
    { secretFile: 'other.secret' },
    ['webhooks[0].secretFile: expected whsec_ and 24 to 64 bytes in base64 on each line of that file'],
  ],
  [
    'keys that are nowhere',
    { secretFile: 'nowhere' },
    ['webhooks[0].secretFile: expected a file that exists and can be read'],
  ],
])('%s is refused, and repeated nowhere', (_what, changed, faults) => {
  expect(faultsOf({ ...webhook, ...changed })).toEqual(faults);
});

test('two endpoints of one name are refused', () => {
  expect(faultsOf(webhook, webhook)).toEqual(['webhooks: expected each name once']);
});
