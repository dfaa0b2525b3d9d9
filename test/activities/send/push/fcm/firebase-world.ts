/** A Firebase project for tests: its service account's key, its simulator account, a client. */
import { generateKeyPairSync } from 'node:crypto';
import { createFcm } from '../../../../../activities/send/push/fcm/client.js';
import type { Fcm, FcmOptions, PushMessage } from '../../../../../activities/send/push/fcm/client.js';
import type { FcmAccount } from '../../../../../simulator/fcm/account.js';

const keys = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

const { privateKey, publicKey } = keys();

/** A key file as Firebase hands it out. */
export const serviceAccount = {
  type: 'service_account',
  project_id: 'bida-bank-test',
  private_key_id: 'key-1',
  private_key: privateKey,
  client_email: 'sender@bida-bank-test.iam.gserviceaccount.com',
} as const;

/** A key the project does not know. */
export const otherKey = (): string => keys().privateKey;

export const fcmAccountOf = (receiptUrl: string): FcmAccount => ({
  protocol: 'fcm-push',
  route: 'push/fcm',
  projectId: serviceAccount.project_id,
  clientEmail: serviceAccount.client_email,
  publicKey,
  receiptUrl,
});

export const fcmClientOf = (origin: string, more: Partial<FcmOptions> = {}): Fcm =>
  createFcm({
    endpoint: origin,
    tokenUrl: `${origin}/token`,
    serviceAccount,
    callTimeoutMs: 5_000,
    now: Date.now,
    ...more,
  });

export const deviceToken = 'dQw4w9WgXcQ:APA91bGcanaryTokenOfADeviceThatMustShowUpNowhere-1234567890';

/** A push with a reference; its words are canaries that must show up nowhere. */
export const pushOf = (attemptId: string, more: Partial<PushMessage> = {}): PushMessage => ({
  token: deviceToken,
  title: '欧阳测试的申请有新进展',
  body: 'canaryBody88776655',
  data: { reference: '1234-F1' },
  attemptId,
  ...more,
});

/** How the bank's door answers an acknowledgement. */
export const recorded = { status: 200, body: '{"result":"recorded"}' };
