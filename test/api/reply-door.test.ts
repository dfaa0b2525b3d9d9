import { reportApplication } from '../../client/intake/applications.js';
import { eventsOfApplication } from '../../ledger/event/of-application.js';
import { checksSchema } from '../../runtime/configuration/check-schema.js';
import { signatureHeaders } from '../../runtime/signing/gateway-signature.js';
import { Secret } from '../../runtime/configuration/secret.js';
import { startSimulator } from '../../simulator/simulator.js';
import { applicationBody, foundInDatabase, newId } from '../client/intake-world.js';
import { openedLedger } from '../ledger/opened-ledger.js';
import type { OpenedLedger } from '../ledger/opened-ledger.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';
import { noTally } from '../../runtime/metrics/tally.js';
import { gatewayKeys, openDoor, rawly, secrets, send } from './door-world.js';
import type { OpenDoor } from './door-world.js';

let opened: OpenedLedger;
let door: OpenDoor;
beforeAll(async () => {
  opened = await openedLedger();
  door = await openDoor(opened.api);
});
afterAll(async () => {
  await door.server.close();
  await opened.close();
});

const stranger = '13900000001';
let numbers = 0;
/** An application with a number of its own. */
async function applicationWithNumber(): Promise<{ id: string; mobile: string }> {
  const id = newId();
  const mobile = `1381000${String((numbers += 1)).padStart(4, '0')}`;
  const { sealing, stories } = door;
  const { ledger } = opened;
  const logger = { warn: () => undefined } as never;
  const configuration = { checks: checksSchema.parse({}) };
  const clock = { now: () => Date.now() };
  const world = { ledger, sealing, stories, logger, tally: noTally, configuration, clock };
  await reportApplication(world, id, applicationBody({ contacts: { mobile } }));
  return { id, mobile };
}

const address = (route: string, secret: string) => `${door.url}/v1/replies/${route}/${secret}`;
let sequence = 0;
const aliyunRow = (mobile: string, text: string) => ({
  phone_number: mobile,
  content: text,
  send_time: '2026-11-02 10:00:00',
  sign_name: '必达银行',
  dest_code: '12345',
  sequence_id: (sequence += 1),
});
const saidOf = async (id: string) =>
  (await eventsOfApplication(opened.ledger, id))
    .filter(({ kind }) => kind === 'reply-received')
    .map(({ detail }) => detail);
const rowsFrom = (route: string) =>
  opened.ledger.query(
    'SELECT application_id, sealed, unsubscribes, complains FROM reply WHERE route = $1 AND application_id IS NULL',
    [route],
  );

test('Aliyun’s, Tencent’s and the bank’s own platform’s replies come in over their own protocols, and are acknowledged in their words', async () => {
  const folder = temporaryFolder();
  const receiptUrl = (route: string, secret: string) => `${door.url}/v1/receipts/${route}/${secret}`;
  const simulator = await startSimulator({
    stateDir: folder,
    accounts: [
      {
        route: 'sms/aliyun',
        accessKeyId: 'key',
        accessKeySecret: 'secret',
        signName: '必达银行',
        templates: [],
        receiptUrl: receiptUrl('sms/aliyun', secrets.a),
      },
      {
        protocol: 'tencent-sms',
        route: 'sms/tencent',
        secretId: 'id',
        secretKey: 'key',
        smsSdkAppId: '1',
        signName: '必达银行',
        templates: [],
        returnsContext: true,
        receiptUrl: receiptUrl('sms/tencent', secrets.tencent),
      },
      {
        protocol: 'bank-gateway-sms',
        route: 'sms/bank-gateway',
        keys: [...gatewayKeys],
        templates: [],
        receiptUrl: receiptUrl('sms/bank-gateway', secrets.gateway),
      },
    ],
  });
  try {
    for (const route of ['sms/aliyun', 'sms/tencent', 'sms/bank-gateway']) {
      const { id, mobile } = await applicationWithNumber();
      const bring = async (given: object) =>
        (await (
          await fetch(`${simulator.url}/control/replies`, {
            method: 'POST',
            body: JSON.stringify({ route, phone: mobile, text: '退订', ...given }),
          })
        ).json()) as { ok: boolean; sequence: string; at: number };
      const { ok, ...same } = await bring({});
      expect([route, ok]).toEqual([route, true]);
      // A provider that did not hear us brings it again.
      expect(await bring({ sequence: same.sequence, at: same.at })).toMatchObject({ ok: true });
      expect(await saidOf(id)).toEqual([{ route, unsubscribes: true, complains: false }]);
    }
    expect(await (await fetch(`${simulator.url}/control/log`)).text()).not.toContain('退订');
  } finally {
    await simulator.stop();
  }
});

test('of a number that is nobody’s here no word is kept, only that such a reply came', async () => {
  const body = [aliyunRow(stranger, '投诉：我不认识你们')];
  const answers = [
    await send(address('sms/aliyun', secrets.a), body),
    await send(address('sms/aliyun', secrets.a), body),
  ];
  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [200, 0],
    [200, 0],
  ]);
  expect(await rowsFrom('sms/aliyun')).toEqual([
    { application_id: null, sealed: null, unsubscribes: false, complains: true },
  ]);
  expect(
    await opened.ledger.query(
      'SELECT 1 FROM sms_suppression JOIN reply USING (reply_id) WHERE application_id IS NULL',
    ),
  ).toEqual([]);
});

test('what applicants write stands in clear text nowhere, neither in the database nor in the log', async () => {
  const { mobile } = await applicationWithNumber();
  const words = '我的账号是六二二二';
  await send(address('sms/aliyun', secrets.a), [aliyunRow(mobile, words)]);
  expect(await foundInDatabase(opened, [words, mobile])).toEqual([]);
  expect(door.logged()).not.toContain(words);
  expect(door.logged()).not.toContain(mobile);
});

test('what cannot be read is on record by route and number alone, beside what can', async () => {
  const { id, mobile } = await applicationWithNumber();
  const malformed = () =>
    opened.ledger.query<{ detail: object }>(
      `SELECT detail FROM event WHERE kind = 'reply-malformed' ORDER BY event_id`,
    );
  const before = (await malformed()).length;
  await send(address('sms/aliyun', secrets.a), [aliyunRow(mobile, 'TD'), { phone_number: mobile }, '退订']);
  expect(await saidOf(id)).toHaveLength(1);
  expect((await malformed()).slice(before)).toEqual([{ detail: { route: 'sms/aliyun', count: 2 } }]);
});

describe('the door', () => {
  test('lets in by the secret of the route alone, and answers a wrong one like an address that is not there', async () => {
    const { id, mobile } = await applicationWithNumber();
    const body = [aliyunRow(mobile, 'TD')];
    const nothing = await send(`${door.url}/v1/replies/nowhere`, body);
    for (const wrong of [
      address('sms/aliyun', secrets.b),
      address('sms/aliyun', 'x'),
      address('sms/nobody', secrets.a),
      // Of these nobody answers by SMS.
      address('push/fcm', secrets.push),
      address('voice/aliyun', secrets.voice),
      address('email/smtp', secrets.email),
    ]) {
      const answer = await send(wrong, body);
      expect([wrong, answer.status, answer.text]).toEqual([wrong, 404, nothing.text]);
    }
    expect(await saidOf(id)).toEqual([]);
    expect(
      await rawly(door.port, 'GET /v1/replies/sms/aliyun/x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'),
    ).toContain('404');
  });

  test('takes of the bank’s own platform what is signed for this very address', async () => {
    const { id, mobile } = await applicationWithNumber();
    const [{ id: keyId, secret }] = gatewayKeys;
    const body = JSON.stringify({ replies: [{ replyId: 'r-77', from: `+86${mobile}`, text: 'TD' }] });
    const signedFor = (path: string) =>
      signatureHeaders(
        { method: 'POST', path, body },
        { id: keyId, secret: new Secret(secret) },
        Date.now(),
        'request-77',
      );
    const to = address('sms/bank-gateway', secrets.gateway);
    expect((await send(to, body, {})).status).toBe(401);
    expect((await send(to, body, signedFor('/v1/receipts/sms/bank-gateway'))).status).toBe(401);
    expect((await send(to, body, signedFor('/v1/replies/sms/bank-gateway'))).text).toBe(
      '{"result":"recorded"}',
    );
    expect(await saidOf(id)).toHaveLength(1);
  });

  test.each([
    ['no JSON', '{"phone_number":', 400],
    ['too many at once', Array.from({ length: 1_001 }, () => aliyunRow(stranger, '1')), 413],
    ['too large', 'x'.repeat(1024 * 1024 + 1), 413],
    ['nothing that can be read', [{}, 7], 200],
  ])(
    'answers %s as no provider takes for an acknowledgement, unless asking again would bring nothing else',
    async (_, body, status) => {
      const answer = await send(address('sms/aliyun', secrets.a), body);
      expect([answer.status, answer.code]).toEqual([status, status === 200 ? 0 : 1]);
    },
  );
});
