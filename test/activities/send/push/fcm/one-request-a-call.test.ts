import { createServer } from 'node:http';
import { Agent } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { getMessaging } from 'firebase-admin/messaging';
import { fcmClientOf, pushOf, serviceAccount } from './firebase-world.js';

type Treatment = 'unavailable' | 'reset' | 'accept';

interface Counting {
  readonly url: string;
  readonly port: number;
  /** Bodies of the sends it saw. */
  readonly seen: unknown[];
  close(): Promise<void>;
}

/** A server that gives tokens, counts sends, and treats each as told. */
async function counting(treatment: Treatment): Promise<Counting> {
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    const bytes: Buffer[] = [];
    request.on('data', (chunk: Buffer) => bytes.push(chunk));
    request.on('end', () => {
      if (request.url === '/token') {
        response.end(JSON.stringify({ access_token: 'ya29.test', expires_in: 3_600 }));
        return;
      }
      seen.push(JSON.parse(Buffer.concat(bytes).toString('utf8')));
      if (treatment === 'reset') response.destroy();
      else if (treatment === 'accept') response.end('{"name":"projects/bida-bank-test/messages/1"}');
      else response.writeHead(503).end('{"error":{"code":503,"status":"UNAVAILABLE"}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What the vendor's library does with the same push; answers whether it was taken. */
async function byFirebaseAdmin(port: number): Promise<boolean> {
  const agent = new Agent({ keepAlive: false });
  Object.assign(agent, { createConnection: () => connect(port, '127.0.0.1') });
  const app = initializeApp(
    {
      projectId: serviceAccount.project_id,
      credential: {
        getAccessToken: () => Promise.resolve({ access_token: 'ya29.test', expires_in: 3_600 }),
      },
      httpAgent: agent,
    },
    `witness-${port}`,
  );
  const { token, title, body, data, attemptId } = pushOf('same');
  const sending = getMessaging(app).send({
    token,
    notification: { title, body },
    data: { ...data, acknowledge: attemptId },
    android: { priority: 'high' },
    apns: { headers: { 'apns-priority': '10' } },
  });
  const taken = await sending.then(
    () => true,
    () => false,
  );
  await deleteApp(app);
  agent.destroy();
  return taken;
}

test.each([
  ['answers 503', 'unavailable', { result: 'unknown', because: 'undetermined-code', code: 'UNAVAILABLE' }],
  ['resets the connection', 'reset', { result: 'unknown', because: 'reset' }],
] as const)('one send is one request to a provider that %s', async (_, treatment, expected) => {
  const server = await counting(treatment);
  const fcm = fcmClientOf(server.url);
  expect(await fcm.send(pushOf('once'))).toMatchObject(expected);
  expect(server.seen).toHaveLength(1);
  // A first retry would come at once: before the next send was answered.
  await fcm.send(pushOf('next'));
  expect(server.seen).toHaveLength(2);
  fcm.close();
  await server.close();
});

test('the vendor’s library sends a message five times, which is why it does not send for us', async () => {
  const server = await counting('unavailable');
  expect(await byFirebaseAdmin(server.port)).toBe(false);
  expect(server.seen).toHaveLength(5);
  await server.close();
});

test('what we send is what the vendor’s library sends', async () => {
  const server = await counting('accept');
  const fcm = fcmClientOf(server.url);
  expect(await fcm.send(pushOf('same'))).toEqual({ result: 'accepted', messageId: '1' });
  expect(await byFirebaseAdmin(server.port)).toBe(true);
  const [ours, theirs] = server.seen;
  expect(ours).toEqual(theirs);
  fcm.close();
  await server.close();
});
