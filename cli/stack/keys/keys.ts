import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keysDirectory, readOrMake } from './keep.js';

/** The routes the embedded stack is set up with: one channel, two independent providers. */
export const stackRoutes = ['sms/aliyun', 'sms/aliyun-b'] as const;
export type StackRoute = (typeof stackRoutes)[number];

/** What a route needs to be used: our account with its provider, and the secret in its receipts’ path. */
export interface RouteSecrets {
  readonly route: StackRoute;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly secretFile: string;
  readonly receiptSecret: string;
  readonly receiptSecretFile: string;
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
  const routes = stackRoutes.map((route): RouteSecrets => {
    const name = route.replace('/', '-');
    return {
      route,
      accessKeyId: readOrMake(stateDir, `${name}.account`, () => `LTAI${randomBytes(10).toString('hex')}`),
      accessKeySecret: readOrMake(stateDir, `${name}.secret`, () => randomBytes(24).toString('base64url')),
      secretFile: join(folder, `${name}.secret`),
      receiptSecret: readOrMake(stateDir, `${name}.receipt`, () => randomBytes(24).toString('base64url')),
      receiptSecretFile: join(folder, `${name}.receipt`),
    };
  });
  return { masterKeyFile: join(folder, 'master.key'), codecKeyFile: join(folder, 'codec.key'), routes };
}
