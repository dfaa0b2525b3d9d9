import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bida, jsonOf } from './command-line.js';

describe('bida config', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bida-test-config-'));
    for (const [name, secret] of [
      ['account.secret', 'account-secret'],
      ['receipts.secret', 'receipt-secret-0123456789'],
    ] as const)
      writeFileSync(join(folder, name), secret, { mode: 0o600 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const route = {
    route: 'sms/aliyun',
    protocol: 'aliyun-sms',
    endpoint: 'https://dysmsapi.aliyuncs.com',
    accessKeyId: 'LTAI-test',
    accessKeySecretFile: 'account.secret',
    signName: '必达',
    receiptSecretFile: 'receipts.secret',
  };
  const written = (routes: readonly object[], more: object = {}): string => {
    const file = join(folder, 'configuration.json');
    writeFileSync(file, JSON.stringify({ version: 1, routes, staff: { callBackNumber: '95599' }, ...more }));
    return file;
  };

  test('says that a configuration can be used, and in which order its routes are tried', async () => {
    const file = written([route]);
    const said = await bida(['config', 'check', file]);
    expect(said).toMatchObject({ status: 0, stderr: '' });
    expect(said.stdout).toContain('can be used');
    expect(said.stdout).toMatch(/final-decision +sms\/aliyun/);
    expect((await bida(['config', 'check', file, '--lang', 'zh'])).stdout).toContain('可以使用');
    expect(jsonOf(await bida(['config', 'check', file, '--json']))).toMatchObject({
      ok: true,
      routes: { 'final-decision': ['sms/aliyun'] },
    });
  });

  test('shows a configuration whole, its defaults filled in, and no secret', async () => {
    writeFileSync(join(folder, 'webhook.secret'), `whsec_${'c2VjcmV0'.repeat(5)}`, { mode: 0o600 });
    const file = written([route], {
      webhooks: [
        { name: 'loans', url: 'https://loans.bank.example/in?token=t0ken', secretFile: 'webhook.secret' },
      ],
    });
    const said = await bida(['config', 'show', file, '--json']);
    expect(said).toMatchObject({ status: 0, stderr: '' });
    expect(jsonOf(said)).toMatchObject({
      routes: [{ route: 'sms/aliyun', weight: 1, accessKeySecretFile: join(folder, 'account.secret') }],
      webhooks: [{ url: 'https://loans.bank.example/in?[secret]' }],
      calendar: { timeZone: 'Asia/Shanghai' },
    });
    const inWords = await bida(['config', 'show', file]);
    expect(JSON.parse(inWords.stdout)).toEqual(jsonOf(said));
    expect(said.stdout + inWords.stdout).not.toMatch(/account-secret|receipt-secret|whsec_|t0ken/);
  });

  test('says every fault at once, and never what stands there instead', async () => {
    const file = written([
      { ...route, endpoint: 'http://sms.example', weight: 0 },
      { ...route, route: 'sms/other', accessKeySecretFile: 'nowhere.secret' },
    ]);
    const said = await bida(['config', 'check', file, '--json']);
    expect(said.status).toBe(2);
    const { error } = jsonOf(said) as { error: { code: string; fields: string[] } };
    expect(error.code).toBe('configuration');
    expect(error.fields.join('\n')).toMatch(/routes\[0\]\.endpoint: expected an https URL/);
    expect(error.fields.join('\n')).toMatch(/routes\[0\]\.weight: /);
    expect(said.stdout + said.stderr).not.toContain('sms.example');
  });

  test('refuses a secret that cannot be read, without showing any', async () => {
    const file = written([{ ...route, accessKeySecretFile: 'nowhere.secret' }]);
    const said = await bida(['config', 'check', file]);
    expect(said.status).toBe(2);
    expect(said.stderr).toMatch(/routes\[0\]\.accessKeySecretFile: expected /);
    expect(said.stdout + said.stderr).not.toContain('receipt-secret');
  });

  test('prints the schema that is published', async () => {
    const published = readFileSync(join(__dirname, '../../../docs/configuration.schema.json'), 'utf8');
    expect(await bida(['config', 'schema'])).toMatchObject({ status: 0, stdout: published });
  });
});
