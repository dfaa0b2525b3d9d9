import { randomBytes } from 'node:crypto';
import { embeddedWords } from '../words.js';
import type { OpenStackRoute } from './stack-route.js';

/** SMS by Aliyun, or by a second account of the same kind. */
export const openAliyunSms: OpenStackRoute = (route, secrets) => {
  const protocol = 'aliyun-sms';
  const id = secrets.keep('account', () => `LTAI${randomBytes(10).toString('hex')}`);
  const secret = secrets.keep('secret');
  const receipt = secrets.keep('receipt');
  return {
    route,
    receiptSecret: receipt.value,
    settings: ({ simulatorUrl, timing }) => ({
      route,
      protocol,
      receiptSecretFile: receipt.file,
      endpoint: simulatorUrl,
      accessKeyId: id.value,
      accessKeySecretFile: secret.file,
      signName: embeddedWords.signName,
      // Most applications use the first provider; the others are there for the day it fails.
      weight: route === 'sms/aliyun' ? 4 : 1,
      ...timing?.route,
    }),
    account: (receiptUrl, { signName, templates }) => ({
      protocol,
      route,
      accessKeyId: id.value,
      accessKeySecret: secret.value,
      signName,
      templates,
      receiptUrl,
    }),
  };
};
