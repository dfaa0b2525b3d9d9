/** An app at JPush for tests: its account, its simulator account, a client. */
import { createJpush } from '../../../../../activities/send/push/jpush/client.js';
import type { Jpush, JpushMessage, JpushOptions } from '../../../../../activities/send/push/jpush/client.js';
import type { JpushAccount } from '../../../../../simulator/jpush/account.js';

export const appKey = '7d431e42dfa6a6d693ac2d04';
export const masterSecret = '5e987ac6d2e04d95a9d8f0d1';

export const jpushAccountOf = (receiptUrl: string): JpushAccount => ({
  protocol: 'jpush-push',
  route: 'push/jpush',
  appKey,
  masterSecret,
  receiptUrl,
});

export const jpushClientOf = (endpoint: string, more: Partial<JpushOptions> = {}): Jpush =>
  createJpush({
    endpoint,
    appKey,
    masterSecret,
    apnsProduction: false,
    timeToLiveS: 3_600,
    callTimeoutMs: 5_000,
    now: Date.now,
    ...more,
  });

export const registrationId = '140fe1da9e22a23f92f';

/** A push with a reference; its words are canaries that must show up nowhere. */
export const pushOf = (attemptId: string, cid: string, more: Partial<JpushMessage> = {}): JpushMessage => ({
  registrationId,
  title: '欧阳测试的申请有新进展',
  body: 'canaryBody88776655',
  data: { reference: '1234-F1' },
  attemptId,
  cid,
  ...more,
});

/** Gets a cid as the send activity does; fails where there is none. */
export async function cidOf(jpush: Jpush): Promise<string> {
  const reserved = await jpush.reserve();
  if (reserved.result !== 'reserved') throw new Error(`no cid: ${reserved.code}`);
  return reserved.key;
}
