import { randomBytes } from 'node:crypto';
import { embeddedVariables, embeddedWords } from '../words.js';
import type { OpenStackRoute } from './stack-route.js';

/** The bank's SMS application at Tencent. */
const smsSdkAppId = '1400006666';

/** SMS by Tencent. */
export const openTencentSms: OpenStackRoute = (route, secrets) => {
  const protocol = 'tencent-sms';
  const id = secrets.keep('secret-id', () => `AKID${randomBytes(16).toString('hex')}`);
  const secret = secrets.keep('secret-key');
  const receipt = secrets.keep('receipt');
  return {
    route,
    receiptSecret: receipt.value,
    settings: ({ simulatorUrl, timing }) => ({
      route,
      protocol,
      receiptSecretFile: receipt.file,
      endpoint: simulatorUrl,
      secretId: id.value,
      secretKeyFile: secret.file,
      smsSdkAppId,
      signName: embeddedWords.signName,
      ...timing?.route,
    }),
    account: (receiptUrl, { signName, templates }) => ({
      protocol,
      route,
      secretId: id.value,
      secretKey: secret.value,
      smsSdkAppId,
      signName,
      templates: templates.map((code) => ({ id: code, variables: embeddedVariables.get(code) ?? [] })),
      receiptUrl,
    }),
  };
};
