/** The receiver of docs/webhooks.md, as it stands there, against what we send. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { post } from '../../../client/webhook/post.js';
import { announcementKinds } from '../../../domain/announcement/announcement.js';
import { webhookBody } from '../../../domain/webhook/body.js';
import { configurationSchema } from '../../../runtime/configuration/configuration-schema.js';
import { Secret } from '../../../runtime/configuration/secret.js';
import { webhookHeaders } from '../../../runtime/signing/webhook-signature.js';
import { newKey } from './webhook-world.js';

const page = readFileSync(join(__dirname, '../../../docs/webhooks.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, block = '']) => block);

interface OfThePage {
  readonly receiver: (given: {
    keys: readonly string[];
    known: (id: string) => boolean;
    keep: (id: string, told: unknown) => unknown;
  }) => Server;
}
const folder = mkdtempSync(join(tmpdir(), 'bida-test-webhook-page-'));
const kept = new Map<string, unknown>();
let times = 0;
const keys = [newKey(), newKey()];
let server: Server;
let url: string;
beforeAll(async () => {
  const file = join(folder, 'receiver.cjs');
  writeFileSync(file, `${blocks('js').join('\n')}\nmodule.exports = { receiver };`);
  const { receiver } = createRequire(file)(file) as OfThePage;
  const keep = (id: string, told: unknown) => {
    times += 1;
    kept.set(id, told);
  };
  server = receiver({ keys, known: (id) => kept.has(id), keep });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const announcement = {
  announcementId: 4711,
  id: randomUUID(),
  kind: 'notice.delivered',
  applicationId: 'LA-2026-1',
  stage: 'final-decision',
  round: 1,
  occurredAt: Date.parse('2026-11-02T02:00:07.412Z'),
} as const;
const send = async (secret: Secret, at = Date.now()) => {
  const body = webhookBody(announcement);
  const headers = webhookHeaders({ id: announcement.id, body }, secret, at);
  const answer = await post({ url, headers, body, timeoutMs: 5_000, allowPrivate: true });
  return answer.result === 'answered' ? answer.status : answer.trouble;
};

test('it refuses what was signed by another, and what is old', async () => {
  expect(await send(new Secret(newKey()))).toBe(401);
  expect(await send(new Secret(keys[0] ?? ''), Date.now() - 600_000)).toBe(401);
  expect(kept.size).toBe(0);
});

test('it keeps what we tell once, by either of its keys, and it is what the page shows', async () => {
  expect(await send(new Secret(newKey(), [keys[1] ?? '']))).toBe(204);
  expect(await send(new Secret(keys[0] ?? '', [newKey()]))).toBe(204);
  expect(times).toBe(1);
  expect(kept.get(announcement.id)).toEqual(JSON.parse(blocks('json')[0] ?? ''));
});

test('the page names every type, and no other', () => {
  const named = [...page.matchAll(/^\| `([a-z]+\.[a-z-]+)` \|/gm)].map(([, type]) => type);
  expect(named.toSorted()).toEqual([...announcementKinds].toSorted());
});

test('its configuration is one', () => {
  const { webhooks } = JSON.parse(blocks('json')[1] ?? '') as { webhooks: unknown };
  const given = { version: 1, routes: [], staff: { callBackNumber: '95588' }, webhooks };
  expect(configurationSchema.safeParse(given).error).toBeUndefined();
});
