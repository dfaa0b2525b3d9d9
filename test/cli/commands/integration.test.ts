/** What a loan system's developer does first: the page's commands, and a whole way with nothing but HTTP and tokens. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackFile } from '../../../cli/stack/stack-file.js';
import { expectWholeWayByHttp } from './by-http.js';
import { bida, jsonOf } from './command-line.js';
import { runIntegrationPage } from './integration-page.js';
import { runbookCommands } from './runbooks.js';
import { runKeysPage } from './keys-page.js';
import { ownStack } from './own-stack.js';
import type { OwnStack } from './own-stack.js';

interface Listed {
  readonly keys: readonly { readonly keyId: string }[];
}

let stack: OwnStack;
beforeAll(async () => {
  stack = await ownStack();
});
afterAll(async () => {
  await stack.interrupt();
  stack.remove();
});

test('the commands of docs/integration.md take a decision to a delivered notice, as they stand there', async () => {
  const said = await runIntegrationPage(stack.stateDir);
  expect(said).toContain('"result":"created"');
  expect(said).toMatch(/was delivered on .* by text message/);
  expect(said).toContain('"announcements":[');
});

test('by HTTP and the tokens of the stack file alone, a decision is reported, delivered and explained', async () => {
  const file = JSON.parse(readFileSync(join(stack.stateDir, 'stack.json'), 'utf8')) as StackFile;
  await expectWholeWayByHttp(file, 'N-1', {
    applicant: { name: '欧阳晓明', idNumber: '11010519491231002X' },
    contacts: { mobile: '13800139987' },
    product: 'personal-loan',
    region: '110000',
  });
});

test('the commands of docs/keys.md change both keys while applications are under way, and every notice is delivered', async () => {
  const file = JSON.parse(readFileSync(join(stack.stateDir, 'stack.json'), 'utf8')) as StackFile;
  const wholeWay = (n: number) =>
    expectWholeWayByHttp(file, `K-${n}`, {
      applicant: { name: '欧阳晓明', idNumber: '11010519491231002X' },
      contacts: { mobile: `1380013${String(9_900 + n)}` },
      product: 'personal-loan',
      region: '110000',
    });
  const keys = (...words: string[]) =>
    bida(['keys', ...words, '--staff', 'chen.jun', '--state', stack.stateDir, '--json']);
  const underWay = [0, 1, 2, 3].map(wholeWay);
  const [before, rotated, rewrapped] = (await runKeysPage(stack.stateDir)) as [Listed, object, object];
  expect(before).toMatchObject({ keys: [{ keyring: 'ledger', state: 'current' }, { keyring: 'codec' }] });
  expect(rotated).toMatchObject({ rotated: [{ keyring: 'ledger', taken: true }, { taken: true }] });
  expect(rewrapped).toMatchObject({ notOpened: [], left: 0 });
  await Promise.all([...underWay, wholeWay(4)]);

  // A process that followed its file a moment later may have written with the old key meanwhile.
  const again = await keys('rewrap');
  expect([again.status, jsonOf(again)]).toMatchObject([0, { notOpened: [], left: 0 }]);
  const [ledgerKey = '', codecKey = ''] = before.keys.map(({ keyId }) => keyId);
  const [ledgerGone, codecKept] = await Promise.all([keys('retire', ledgerKey), keys('retire', codecKey)]);
  expect([ledgerGone.status, jsonOf(ledgerGone)]).toMatchObject([0, { keyId: ledgerKey, indexHeld: true }]);
  // Stories of its time are in Temporal, and stay readable as long as they are kept there.
  expect([codecKept.status, jsonOf(codecKept)]).toMatchObject([3, { error: { code: 'key-in-use' } }]);
  expect(codecKept.stdout).toMatch(/[0-9]+ stories in Temporal began while it was written with/);
  await wholeWay(5);
}, 90_000);

test('every command of the runbooks does what it says, as it stands there with what a reader fills in', async () => {
  const state = ['--state', stack.stateDir];
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const opening = ['open', 'sms/aliyun', '--from', from, '--until', new Date().toISOString()];
  const opened = await bida(['incidents', ...opening, '--reason', 'r', '--staff', 'a.b', ...state, '--json']);
  const { incidentId } = jsonOf(opened) as { incidentId: number };
  const commands = runbookCommands({
    ...{
      申请编号: 'N-1',
      APPLICATION: 'N-1',
      通路: 'sms/aliyun',
      ROUTE: 'sms/aliyun',
      账号: 'a.b',
      ACCOUNT: 'a.b',
    },
    ...{ 原因: 'r', REASON: 'r', 编号: String(incidentId), INCIDENT: String(incidentId), FILE: 'none.json' },
    ...{
      日期: '2026-01-05',
      DAY: '2026-01-05',
      端点: 'loan-system',
      ENDPOINT: 'loan-system',
      时间: from,
      TIME: from,
    },
  });
  expect(commands.length).toBeGreaterThan(15);
  const ended = [];
  for (const { page, words } of commands) {
    const { status, stdout, stderr } = await bida(words[0] === 'config' ? words : [...words, ...state]);
    // Refused is an answer too, and says why; a wrong call is the page's mistake.
    const isAnswered =
      status === 0 || (status === 3 && /\([a-z-]+\)\n/.test(stderr)) || words[0] === 'config';
    if (!isAnswered) ended.push(`${page}: bida ${words.join(' ')}: ${status}: ${stderr}${stdout}`);
  }
  expect(ended).toEqual([]);
}, 120_000);
