/** The routes the embedded stack can have, one file a protocol. */
import { openAliyunSms } from './aliyun-sms.js';
import { openAliyunVoice } from './aliyun-voice.js';
import { openBankGatewaySms } from './bank-gateway-sms.js';
import { openFcmPush } from './fcm-push.js';
import { openJpushPush } from './jpush-push.js';
import { openSmtpEmail } from './smtp-email.js';
import { openTencentSms } from './tencent-sms.js';
import { routeSecrets } from './stack-route.js';
import type { OpenStackRoute, StackRoute } from './stack-route.js';

const openers = {
  'sms/aliyun': openAliyunSms,
  'sms/aliyun-b': openAliyunSms,
  'sms/bank-gateway': openBankGatewaySms,
  'push/fcm': openFcmPush,
  'push/jpush': openJpushPush,
  'email/smtp': openSmtpEmail,
  'sms/tencent': openTencentSms,
  'voice/aliyun': openAliyunVoice,
} as const satisfies Record<string, OpenStackRoute>;

export type StackRouteName = keyof typeof openers;

/** The routes of a stack that is not told which: SMS by three independent providers, app push by two, e-mail, calls. */
export const usualRoutes: readonly StackRouteName[] = [
  'sms/aliyun',
  'sms/tencent',
  'sms/bank-gateway',
  'push/jpush',
  'push/fcm',
  'email/smtp',
  'voice/aliyun',
];

/** Every route whose provider keeps its words and approves them. */
export const wordedRoutes = (Object.keys(openers) as StackRouteName[]).filter((name) =>
  /^(?:sms|voice)\//.test(name),
);

/** Opens routes by the secrets under `<state>/keys`, made at random the first time. */
export const openRoutes = (stateDir: string, names: readonly StackRouteName[]): StackRoute[] =>
  names.map((name) => openers[name](name, routeSecrets(stateDir, name)));
