import { randomBytes } from 'node:crypto';
import { embeddedVariables } from '../words.js';
import type { OpenStackRoute } from './stack-route.js';

/** The number the embedded bank shows. */
const calledShowNumber = '057156660000';

/** Calls by Aliyun. */
export const openAliyunVoice: OpenStackRoute = (route, secrets) => {
  const protocol = 'aliyun-voice';
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
      calledShowNumber,
      ...timing?.route,
    }),
    account: (receiptUrl, { announcements }) => ({
      protocol,
      route,
      accessKeyId: id.value,
      accessKeySecret: secret.value,
      showNumbers: [calledShowNumber],
      announcements: announcements.map((code) => ({ code, variables: embeddedVariables.get(code) ?? [] })),
      receiptUrl,
    }),
  };
};
