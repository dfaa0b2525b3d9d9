import { randomBytes } from 'node:crypto';
import { embeddedWords } from '../words.js';
import type { OpenStackRoute } from './stack-route.js';

/** Granted for checks of numbers. */
const authCode = 'embedded-checks';

/** SMS by Aliyun, or by a second account of the same kind; numbers are checked under it too. */
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
    checks: ({ simulatorUrl }) => {
      const check = {
        endpoint: simulatorUrl,
        accessKeyId: id.value,
        accessKeySecretFile: secret.file,
        authCode,
      };
      return { numberStatus: check, realName: check };
    },
    account: (receiptUrl, { signName, templates }) => ({
      protocol,
      route,
      accessKeyId: id.value,
      accessKeySecret: secret.value,
      signName,
      authCode,
      templates,
      receiptUrl,
    }),
  };
};
