import { randomBytes } from 'node:crypto';
import type { OpenStackRoute } from './stack-route.js';

/** SMS by the bank's own platform, behind our contract. */
export const openBankGatewaySms: OpenStackRoute = (route, secrets) => {
  const protocol = 'bank-gateway-sms';
  const id = secrets.keep('key-id', () => `embedded-${randomBytes(4).toString('hex')}`);
  const key = secrets.keep('key');
  const receipt = secrets.keep('receipt');
  return {
    route,
    receiptSecret: receipt.value,
    settings: ({ simulatorUrl, timing }) => ({
      route,
      protocol,
      receiptSecretFile: receipt.file,
      endpoint: simulatorUrl,
      keys: [{ id: id.value, file: key.file }],
      ...timing?.route,
    }),
    account: (receiptUrl, { templates }) => ({
      protocol,
      route,
      keys: [{ id: id.value, secret: key.value }],
      templates,
      receiptUrl,
    }),
  };
};
