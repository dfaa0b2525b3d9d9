/**
 * The address by which a DingTalk group robot is called that is secured by signatures (加签): of the instant and the key,
 * parted by a line break, HMAC-SHA256 under the key, in base64 and escaped, beside the access token. The instant may be an
 * hour off at most. Source: 自定义机器人安全设置, open.dingtalk.com/document/robots/customize-robot-security-settings.
 */
import { createHmac } from 'node:crypto';
import type { Secret } from '../configuration/secret.js';

export interface RobotKeys {
  /** The `access_token` of its address. */
  readonly token: Secret;
  /** `SEC…`. */
  readonly secret: Secret;
}

/** The whole address, for one call at an instant (epoch milliseconds); it holds a secret. */
export function signedRobotUrl(url: string, { token, secret }: RobotKeys, at: number): string {
  const key = secret.reveal();
  const signed = new URL(url);
  signed.searchParams.set('access_token', token.reveal());
  signed.searchParams.set('timestamp', String(at));
  signed.searchParams.set('sign', createHmac('sha256', key).update(`${at}\n${key}`).digest('base64'));
  return signed.href;
}
