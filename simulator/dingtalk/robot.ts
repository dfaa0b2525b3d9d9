/**
 * A DingTalk group robot secured by signatures: takes what is rightly signed, at most 20 messages a minute, and keeps its own
 * record of what the group was shown. Like the real one it answers 200 whatever it makes of a message, and says by `errcode`.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerTaken, behave } from '../behave.js';
import type { Journal } from '../journal.js';
import type { Rules } from '../rules.js';
import { answerJson, bodyOf } from '../wire.js';

/** Where messages are taken. */
export const robotPath = '/robot/send';

export const robotSchema = z.strictObject({ accessToken: z.string().min(1), secret: z.string().min(1) });
export type RobotAccount = z.infer<typeof robotSchema>;

const messageSchema = z.union([
  z.object({
    msgtype: z.literal('markdown'),
    markdown: z.object({ title: z.string().min(1), text: z.string().min(1) }),
  }),
  z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string().min(1) }) }),
]);

const hourMs = 3_600_000;
const mostAMinute = 20;
const longestBytes = 20_000;

export interface RobotParts {
  readonly account: RobotAccount;
  readonly rules: Rules;
  readonly journal: Journal;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/** One robot, with the times of what it took. */
export class Robot {
  readonly #parts: RobotParts;
  #taken: number[] = [];

  constructor(parts: RobotParts) {
    this.#parts = parts;
  }

  /** Answers one message; what is taken is on record before the answer. */
  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { rules, journal, now, pause } = this.#parts;
    const { searchParams } = new URL(request.url ?? '/', 'http://robot');
    const body = await bodyOf(request);
    const shown = shownIn(body);
    const record = (taken: boolean, answered: string) =>
      journal.record({ kind: 'robot-message', ...(shown ?? { title: '', text: '' }), taken, answered });
    const refuse = async (errcode: number, errmsg: string): Promise<void> => {
      await record(false, String(errcode));
      answerJson(response, 200, { errcode, errmsg });
    };
    if (searchParams.get('access_token') !== this.#parts.account.accessToken)
      return refuse(300_001, 'token is not exist');
    if (!this.#isSigned(searchParams)) return refuse(310_000, 'sign not match');
    if (shown === undefined) return refuse(400_105, 'unsupported msgtype');
    if (Buffer.byteLength(body) > longestBytes) return refuse(460_101, 'message too long');
    const behaviour = rules.behaviourFor({ operation: 'robot', route: 'dingtalk', outId: shown.title });
    if (behaviour.slowMs > 0) await pause(behaviour.slowMs);
    await behave(behaviour, response, {
      refuse: async ({ code, message, status = 200 }) => {
        await record(false, code);
        answerJson(response, status, { errcode: Number(code), errmsg: message });
      },
      leave: (doing) => record(false, doing),
      serve: async () => {
        this.#taken = this.#taken.filter((at) => at > now() - 60_000);
        if (this.#taken.length >= mostAMinute)
          return refuse(130_101, 'send too fast, exceed 20 times per minute');
        this.#taken.push(now());
        await record(true, '0');
        await answerTaken(behaviour, response, { errcode: 0, errmsg: 'ok' }, pause);
      },
    });
  }

  #isSigned(given: URLSearchParams): boolean {
    const { account, now } = this.#parts;
    const timestamp = given.get('timestamp') ?? '';
    if (!/^\d{13}$/.test(timestamp) || Math.abs(now() - Number(timestamp)) > hourMs) return false;
    const expected = createHmac('sha256', account.secret).update(`${timestamp}\n${account.secret}`).digest();
    const sign = Buffer.from(given.get('sign') ?? '', 'base64');
    return sign.length === expected.length && timingSafeEqual(sign, expected);
  }
}

/** What the group would see of it; undefined where it is no message. */
function shownIn(body: string): { readonly title: string; readonly text: string } | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return undefined;
  }
  const read = messageSchema.safeParse(json);
  if (!read.success) return undefined;
  return read.data.msgtype === 'markdown' ? read.data.markdown : { title: '', text: read.data.text.content };
}
