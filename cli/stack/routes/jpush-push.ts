import { randomBytes } from 'node:crypto';
import type { OpenStackRoute } from './stack-route.js';

/** App push by JPush. */
export const openJpushPush: OpenStackRoute = (route, secrets) => {
  const protocol = 'jpush-push';
  const appKey = secrets.keep('app-key', () => randomBytes(12).toString('hex'));
  const masterSecret = secrets.keep('master-secret', () => randomBytes(12).toString('hex'));
  const receipt = secrets.keep('receipt');
  return {
    route,
    receiptSecret: receipt.value,
    settings: ({ simulatorUrl, timing }) => ({
      route,
      protocol,
      receiptSecretFile: receipt.file,
      endpoint: simulatorUrl,
      appKey: appKey.value,
      masterSecretFile: masterSecret.file,
      ...timing?.route,
    }),
    account: (receiptUrl) => ({
      protocol,
      route,
      appKey: appKey.value,
      masterSecret: masterSecret.value,
      receiptUrl,
    }),
  };
};
