import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTelling } from '../../../client/alarm/responder.js';
import { defaultSendRules } from '../../../domain/policy/send-rules.js';
import { ConfigurationFault } from '../../../runtime/configuration/configuration-fault.js';
import { filesNamedIn, readConfiguration } from '../../../runtime/configuration/read-configuration.js';
import { withoutSecrets } from '../../../runtime/configuration/without-secrets.js';
import { newKey } from '../../client/webhook/webhook-world.js';
import { temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
const file = join(folder, 'configuration.json');
writePrivate(folder, 'robot.token', 'a-token-of-many-letters');
writePrivate(folder, 'robot.secret', 'SECxyz');
writePrivate(folder, 'hook.keys', newKey());
writePrivate(folder, 'mail.password', 'mail-password');

const robot = { template: 'dingtalk', tokenFile: 'robot.token', secretFile: 'robot.secret' };
const plain = { template: 'plain', url: 'https://ops.bank.example/hook?key=1', secretFile: 'hook.keys' };
const duty = { name: 'duty', webhooks: [robot] };
const mail = {
  host: 'mail.bank.example',
  port: 587,
  user: 'bida',
  passwordFile: 'mail.password',
  from: 'bida@bank.example',
};
const minimal = { responders: [duty], steps: { critical: [{ afterMs: 0, responders: ['duty'] }] } };
const whole = {
  ...minimal,
  responders: [{ ...duty, language: 'en', emails: ['duty@bank.example'], webhooks: [robot, plain] }],
  mail,
  runbooks: 'https://handbook.bank.example/runbooks',
};

const read = (alarms: object) => {
  const staff = { callBackNumber: '95588' };
  writeFileSync(file, JSON.stringify({ version: 1, routes: [], staff, alarms }));
  return readConfiguration(file);
};
const faultsOf = (alarms: object): string[] => {
  try {
    read(alarms);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationFault)
      return error.lines.map((line) => line.replace(`${file}: alarms.`, ''));
    throw error;
  }
};

test('a responder and a first step are enough; the rest has defaults', () => {
  expect(read(minimal).alarms).toEqual({
    responders: [
      {
        name: 'duty',
        language: 'zh',
        emails: [],
        webhooks: [
          {
            template: 'dingtalk',
            url: 'https://oapi.dingtalk.com/robot/send',
            tokenFile: join(folder, 'robot.token'),
            secretFile: join(folder, 'robot.secret'),
            allowPrivate: false,
            timeoutMs: 10_000,
          },
        ],
      },
    ],
    steps: { critical: [{ afterMs: 0, responders: ['duty'], officeHours: false }], warning: [], minor: [] },
    groupWithinMs: 30_000,
    tellAgainMs: 600_000,
  });
});

test('every file it names is followed, and what is shown of it holds no secret', () => {
  const configuration = read(whole);
  for (const name of ['robot.token', 'robot.secret', 'hook.keys', 'mail.password'])
    expect(filesNamedIn(file)).toContain(join(folder, name));
  const shown = JSON.stringify(withoutSecrets(configuration));
  expect(shown).toContain('https://ops.bank.example/hook?[secret]');
  expect(shown).not.toMatch(/key=1|a-token-of|SECxyz|mail-password"/);
});

test('opened, each address has a digest of its own and none of its secrets prints', () => {
  const telling = openTelling(read(whole), defaultSendRules);
  const addresses = telling?.responders[0]?.addresses ?? [];
  expect(addresses.map(({ name }) => name)).toEqual(['email 1', 'webhook 1', 'webhook 2']);
  expect(new Set(addresses.map(({ digest }) => digest.toString('hex'))).size).toBe(3);
  expect(JSON.stringify(addresses)).not.toMatch(/a-token-of|SECxyz|whsec_/);
  expect(telling?.setting).toEqual({
    timeZone: 'Asia/Shanghai',
    runbooks: 'https://handbook.bank.example/runbooks',
  });
  expect(telling?.mail?.server).toMatchObject({ name: 'bank.example', tls: 'starttls' });
});

const noAddress = 'responders[0]: expected at least one e-mail or webhook';
const step = (...steps: object[]) => ({ ...minimal, steps: { critical: steps } });
test.each([
  ['no responders', { ...minimal, responders: [] }, ['responders: expected at least 1']],
  ['two of one name', { ...minimal, responders: [duty, duty] }, ['responders: expected each name once']],
  [
    'nobody told of critical ones',
    { ...minimal, steps: { critical: [] } },
    ['steps.critical: expected at least 1'],
  ],
  ['a responder without an address', { ...minimal, responders: [{ name: 'duty' }] }, [noAddress]],
  [
    'a step for somebody else',
    step({ afterMs: 0, responders: ['lead'] }),
    ['steps.critical[0].responders: expected names of responders'],
  ],
  [
    'steps out of their order',
    step({ afterMs: 60_000, responders: ['duty'] }, { afterMs: 60_000, responders: ['duty'] }),
    ['steps.critical[1].afterMs: expected more than in the step before'],
  ],
  [
    'e-mail without a server',
    { ...whole, mail: undefined },
    ['mail: expected a mail server, for responders with e-mail addresses'],
  ],
  [
    'a mail account without its password',
    { ...whole, mail: { ...mail, passwordFile: undefined } },
    ['mail.passwordFile: expected given together with user'],
  ],
  [
    'clear text to another machine',
    { ...whole, mail: { ...mail, tls: 'none' } },
    ['mail.tls: expected "starttls" or "implicit" to another machine'],
  ],
  [
    'what is no address',
    { ...minimal, responders: [{ name: 'duty', emails: ['duty at bank'] }] },
    ['responders[0].emails[0]: expected an e-mail address'],
  ],
  [
    'a target in a private network',
    { ...minimal, responders: [{ name: 'duty', webhooks: [{ ...plain, url: 'https://10.0.0.1/' }] }] },
    ['responders[0].webhooks[0].url: expected a target in the public internet, unless allowPrivate'],
  ],
  [
    'another template',
    { ...minimal, responders: [{ name: 'duty', webhooks: [{ ...plain, template: 'carrier-pigeon' }] }] },
    ['responders[0].webhooks[0].template: expected "plain" or "dingtalk"'],
  ],
  [
    'a token of the wrong shape',
    { ...minimal, responders: [{ name: 'duty', webhooks: [{ ...robot, tokenFile: 'robot.secret' }] }] },
    [
      'responders[0].webhooks[0].tokenFile: expected an access token of 16 to 256 letters, digits, underscores or hyphens in that file',
    ],
  ],
  [
    'runbooks with a query',
    { ...minimal, runbooks: 'https://x.example/?a=b' },
    ['runbooks: expected an https address without query or fragment'],
  ],
])('%s is refused, and nothing of it repeated', (_what, alarms, faults) => {
  expect(faultsOf(alarms)).toEqual(faults);
});
