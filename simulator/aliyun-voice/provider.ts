import type { IncomingMessage, ServerResponse } from 'node:http';
import { newRequestId, refusalBody, statusOf, type Refusal } from '../aliyun/answer.js';
import { SignatureCheck } from '../aliyun/signature.js';
import { answerTaken, behave } from '../behave.js';
import type { CallAcceptance, Happening } from '../log-entry.js';
import { planReceipts } from '../planned-receipts.js';
import type { HttpProvider, ProviderParts } from '../provider.js';
import { answerJson, bodyOf } from '../wire.js';
import type { AliyunVoiceAccount } from './account.js';
import { callOrderOf, type CallOrder } from './call-order.js';

const operation = 'SingleCallByTts';
const version = '2017-05-25';

/** Aliyun's voice service (Dyvmsapi 2017-05-25) as it answers on the wire; it does not deduplicate. */
export class AliyunVoiceProvider implements HttpProvider {
  readonly #parts: ProviderParts<AliyunVoiceAccount, CallAcceptance>;
  readonly #signatures: SignatureCheck<AliyunVoiceAccount>;
  #count = 0;

  constructor(parts: ProviderParts<AliyunVoiceAccount, CallAcceptance>) {
    this.#parts = parts;
    this.#signatures = new SignatureCheck(parts.accounts, parts.now);
  }

  /** Told apart from SMS by the operation: in life each has an origin of its own. */
  serves(_path: string, { headers }: IncomingMessage): boolean {
    return headers['x-acs-action'] === operation;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const openedAt = this.#parts.now();
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://provider');
    const requestId = newRequestId();
    const parameters = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
    const account =
      request.headers['x-acs-version'] === version
        ? this.#signatures.check({
            method: request.method ?? '',
            path: url.pathname,
            query: url.searchParams,
            headers: request.headers,
            body,
          })
        : { code: 'InvalidVersion', message: 'Specified parameter Version is not valid.' };
    const heard: Happening = { kind: 'request', requestId, operation, parameters, openedAt };
    if ('code' in account) {
      await this.#parts.journal.record(heard, { kind: 'refusal', requestId, code: account.code });
      answerJson(response, statusOf(account), refusalBody(account, requestId));
      return;
    }
    const { route } = account;
    const { CalledNumber: phone, OutId: outId } = parameters;
    const named = { ...(phone === undefined ? {} : { phone }), ...(outId === undefined ? {} : { outId }) };
    const behaviour = this.#parts.rules.behaviourFor({ operation, route, ...named });
    if (behaviour.slowMs > 0) await this.#parts.pause(behaviour.slowMs);
    const leave = (code: string): Promise<void> =>
      this.#parts.journal.record({ ...heard, route }, { kind: 'refusal', requestId, route, code, ...named });
    const refuse = async (refusal: Refusal): Promise<void> => {
      await leave(refusal.code);
      answerJson(response, statusOf(refusal), refusalBody(refusal, requestId));
    };
    await behave(behaviour, response, {
      refuse,
      leave,
      serve: async () => {
        const order = callOrderOf(parameters, account);
        if ('code' in order) return refuse(order);
        const taken = this.#taken(order, route, requestId, behaviour.receipt);
        await this.#parts.journal.record({ ...heard, route }, taken);
        this.#parts.onAccepted(taken);
        const answer = { Message: 'OK', RequestId: requestId, Code: 'OK', CallId: taken.bizId };
        return answerTaken(behaviour, response, answer, this.#parts.pause);
      },
    });
  }

  #taken(
    order: CallOrder,
    route: string,
    requestId: string,
    rule: Parameters<typeof planReceipts>[0],
  ): CallAcceptance {
    const { now, carrier } = this.#parts;
    const at = now();
    this.#count += 1;
    const bizId = `${at}^1${String(this.#count).padStart(9, '0')}`;
    const reference = order.outId === '' ? order.phone : order.outId;
    const receipts = planReceipts(rule, { messageId: bizId, reference, at }, carrier);
    return { kind: 'acceptance', channel: 'voice', requestId, route, ...order, bizId, at, receipts };
  }
}
