/** Which words a route carries for a notice, and with what in them. */
import { assertNever } from '../../domain/failure/assert-never.js';
import { referenceOf } from '../../domain/ids/ids.js';
import type { NoticeKey } from '../../domain/ids/ids.js';
import type { StageBody } from '../../domain/report/schemas.js';
import type { RouteConfiguration } from '../../runtime/configuration/route-schema.js';
import type { Wording } from './carrier.js';
import { smsWords, templateFor } from './sms/words.js';

/** The name of the words a route has for a notice; undefined where none are approved. */
export function wordsOf(route: RouteConfiguration, key: NoticeKey, body: StageBody): string | undefined {
  switch (route.protocol) {
    case 'aliyun-sms':
      return templateFor(route.templates, key.stage, body);
    case 'fcm-push':
    case 'smtp-email':
      return 'news';
    default:
      return assertNever(route);
  }
}

/** The words themselves; only for a route that has some. */
export function wordingFor(
  route: RouteConfiguration,
  words: string,
  key: NoticeKey,
  body: StageBody,
  callBackNumber: string,
): Wording {
  switch (route.protocol) {
    case 'aliyun-sms':
      return { channel: 'sms', ...smsWords(words, key, body, callBackNumber) };
    case 'fcm-push':
      return {
        channel: 'push',
        title: '您的贷款申请有新进展',
        body: '请打开手机银行查看详情。',
        data: { reference: referenceOf(key) },
      };
    case 'smtp-email':
      return {
        channel: 'email',
        reference: referenceOf(key),
        subject: '您的贷款申请有新进展',
        text: `您的贷款申请有新进展，请登录手机银行查看详情，或致电 ${callBackNumber}，并说明编号 ${referenceOf(key)}。`,
      };
    default:
      return assertNever(route);
  }
}
