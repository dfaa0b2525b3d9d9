import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keysDirectory, readOrMake } from './keep.js';

/** The routes the embedded stack is set up with: SMS by two independent providers, app push, e-mail. */
export const stackRoutes = ['sms/aliyun', 'sms/aliyun-b', 'push/fcm', 'email/smtp'] as const;
export type StackRoute = (typeof stackRoutes)[number];

/** The secret at the end of the address a provider pushes receipts to. */
interface ReceiptSecrets {
  readonly receiptSecret: string;
  readonly receiptSecretFile: string;
}

export interface SmsSecrets extends ReceiptSecrets {
  readonly protocol: 'aliyun-sms';
  readonly route: 'sms/aliyun' | 'sms/aliyun-b';
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly secretFile: string;
}

export interface PushSecrets extends ReceiptSecrets {
  readonly protocol: 'fcm-push';
  readonly route: 'push/fcm';
  readonly account: ServiceAccount;
  readonly serviceAccountFile: string;
}

export interface EmailSecrets extends ReceiptSecrets {
  readonly protocol: 'smtp-email';
  readonly route: 'email/smtp';
  readonly user: string;
  readonly password: string;
  readonly passwordFile: string;
}

/** What a route needs to be used: our account with its provider, and the secret in its receipts’ path. */
export type RouteSecrets = SmsSecrets | PushSecrets | EmailSecrets;

/** What Firebase hands out for a service account, as far as it is used, and its public half. */
export interface ServiceAccount {
  readonly type: 'service_account';
  readonly project_id: string;
  readonly private_key_id: string;
  readonly private_key: string;
  readonly client_email: string;
  /** Google keeps this one; here the simulator is given it. */
  readonly public_key: string;
}

/** Where the stack’s keys lie (32 random bytes in base64 each, mode 0600), and its routes’ secrets. */
export interface StackKeys {
  readonly masterKeyFile: string;
  readonly codecKeyFile: string;
  readonly routes: readonly RouteSecrets[];
}

/** Reads the stack’s keys from `<state>/keys`, made at random the first time. */
export function stackKeys(stateDir: string): StackKeys {
  const folder = keysDirectory(stateDir);
  for (const name of ['master.key', 'codec.key'])
    readOrMake(stateDir, name, () => randomBytes(32).toString('base64'));
  return {
    masterKeyFile: join(folder, 'master.key'),
    codecKeyFile: join(folder, 'codec.key'),
    routes: [
      smsSecrets(stateDir, 'sms/aliyun'),
      smsSecrets(stateDir, 'sms/aliyun-b'),
      pushSecrets(stateDir),
      emailSecrets(stateDir),
    ],
  };
}

const fileOf = (route: StackRoute, kind: string): string => `${route.replace('/', '-')}.${kind}`;
const secretText = (): string => randomBytes(24).toString('base64url');

const receiptSecrets = (stateDir: string, route: StackRoute): ReceiptSecrets => ({
  receiptSecret: readOrMake(stateDir, fileOf(route, 'receipt'), secretText),
  receiptSecretFile: join(keysDirectory(stateDir), fileOf(route, 'receipt')),
});

const smsSecrets = (stateDir: string, route: SmsSecrets['route']): SmsSecrets => ({
  protocol: 'aliyun-sms',
  route,
  accessKeyId: readOrMake(stateDir, fileOf(route, 'account'), () => `LTAI${randomBytes(10).toString('hex')}`),
  accessKeySecret: readOrMake(stateDir, fileOf(route, 'secret'), secretText),
  secretFile: join(keysDirectory(stateDir), fileOf(route, 'secret')),
  ...receiptSecrets(stateDir, route),
});

function pushSecrets(stateDir: string): PushSecrets {
  const route = 'push/fcm';
  const name = fileOf(route, 'service-account.json');
  const account = JSON.parse(readOrMake(stateDir, name, newServiceAccount)) as ServiceAccount;
  const serviceAccountFile = join(keysDirectory(stateDir), name);
  return { protocol: 'fcm-push', route, account, serviceAccountFile, ...receiptSecrets(stateDir, route) };
}

function newServiceAccount(): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const account: ServiceAccount = {
    type: 'service_account',
    project_id: 'bida-embedded',
    private_key_id: randomBytes(20).toString('hex'),
    private_key: privateKey,
    client_email: 'notices@bida-embedded.iam.gserviceaccount.com',
    public_key: publicKey,
  };
  return JSON.stringify(account);
}

const emailSecrets = (stateDir: string): EmailSecrets => ({
  protocol: 'smtp-email',
  route: 'email/smtp',
  user: 'notices',
  password: readOrMake(stateDir, fileOf('email/smtp', 'password'), secretText),
  passwordFile: join(keysDirectory(stateDir), fileOf('email/smtp', 'password')),
  ...receiptSecrets(stateDir, 'email/smtp'),
});
