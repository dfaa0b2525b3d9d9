/** Alarms by webhook: our own shape, or a DingTalk robot's. */
import { asDingTalk, asPlain } from '../../domain/alarm/templates.js';
import type { MessageSetting, SpokenMessage, ToldAlarm } from '../../domain/alarm/message.js';
import { retryAfterMsOf } from '../../domain/webhook/retry.js';
import { signedRobotUrl } from '../../runtime/signing/dingtalk-signature.js';
import { webhookHeaders } from '../../runtime/signing/webhook-signature.js';
import { post } from '../webhook/post.js';
import type { PostAnswer } from '../webhook/post.js';
import type { CopyAnswer, CopyOrder } from './copy.js';
import type { PlainTarget, RobotTarget } from './responder.js';

/** Sends our JSON, signed; whatever answers 2xx has it. */
export async function plainCopy(
  { url, secret, allowPrivate, timeoutMs }: PlainTarget,
  alarms: readonly ToldAlarm[],
  { spoken, setting }: { readonly spoken: SpokenMessage; readonly setting: MessageSetting },
  { messageId, responder, at, signal }: CopyOrder,
): Promise<CopyAnswer> {
  const body = JSON.stringify(asPlain(alarms, spoken, setting, { responder, at }));
  const headers = webhookHeaders({ id: messageId, body }, secret, at);
  const answer = await post({ url, headers, body, allowPrivate, timeoutMs, signal });
  if (answer.result === 'answered' && answer.status >= 200 && answer.status < 300) return { taken: true };
  return notTaken(answer, at);
}

/**
 * A robot that is sent more than 20 messages within a minute takes none for ten. Source: 自定义机器人接入,
 * open.dingtalk.com/document/robots/custom-robot-access; the codes as it answers them (errcode 130101 “send too fast, exceed
 * 20 times per minute”, ccfos/nightingale issue 369; 410100 in its table of errors).
 */
const tooFast: ReadonlySet<number> = new Set([130_101, 410_100]);
const lockedOutMs = 10 * 60_000;
/** Twenty a minute are one in three seconds; a little more, so that no sixty seconds hold a twenty-first. */
export const robotEveryMs = 3_200;

/** Sends a robot's message: it answers 200 whatever it makes of it, and says by `errcode` whether it took it. */
export async function robotCopy(
  { url, token, secret, allowPrivate, timeoutMs }: RobotTarget,
  spoken: SpokenMessage,
  { at, signal }: CopyOrder,
): Promise<CopyAnswer> {
  const answer = await post({
    url: signedRobotUrl(url, { token, secret }, at),
    headers: {},
    body: JSON.stringify(asDingTalk(spoken)),
    allowPrivate,
    timeoutMs,
    wantsBody: true,
    signal,
  });
  if (answer.result === 'failed' || answer.status !== 200) return notTaken(answer, at);
  const errcode = errcodeOf(answer.body ?? '');
  if (errcode === undefined) return { taken: false, trouble: 'answer-unreadable' };
  if (errcode === 0) return { taken: true };
  const asked = tooFast.has(errcode) ? { askedMs: lockedOutMs } : {};
  return { taken: false, trouble: `errcode ${errcode}`, ...asked };
}

function errcodeOf(body: string): number | undefined {
  try {
    const { errcode } = JSON.parse(body) as { errcode?: unknown };
    return Number.isSafeInteger(errcode) ? (errcode as number) : undefined;
  } catch {
    return undefined;
  }
}

function notTaken(answer: PostAnswer, at: number): CopyAnswer {
  if (answer.result === 'failed') return { taken: false, trouble: answer.trouble };
  const askedMs = retryAfterMsOf(answer.retryAfter, at);
  const asked = askedMs === undefined ? {} : { askedMs };
  return { taken: false, trouble: `http ${answer.status}`, ...asked };
}
