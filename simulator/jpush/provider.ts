import { createHash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerTaken, behave } from '../behave.js';
import type { Happening, PushAcceptance } from '../log-entry.js';
import { planReceipts } from '../planned-receipts.js';
import type { HttpProvider, ProviderParts } from '../provider.js';
import type { Behaviour } from '../rules.js';
import { answerJson, bodyOf } from '../wire.js';
import type { JpushAccount } from './account.js';
import { Cids } from './cids.js';
import { errorAnswer, type JpushRefusal } from './error.js';
import { pushOrderOf, type PushOrder } from './order.js';

const pushPath = '/v3/push';
const cidPath = '/v3/push/cid';
const mostCidsAtOnce = 10;
/** Requests a minute, as every answer tells. */
const limit = 600;

/** One request on its way through. */
interface Visit {
  readonly requestId: string;
  readonly account: JpushAccount;
  readonly heard: Happening;
  readonly behaviour: Behaviour;
  readonly response: ServerResponse;
  readonly named: { readonly outId?: string; readonly token?: string };
}

/** JPush's REST API v3, as far as single pushes and their cids go, and the bank's app behind it. */
export class JpushProvider implements HttpProvider {
  readonly #parts: ProviderParts<JpushAccount, PushAcceptance>;
  readonly #cids: Cids;
  /** Message ids by the cid they were taken under. */
  readonly #taken = new Map<string, string>();

  constructor(parts: ProviderParts<JpushAccount, PushAcceptance>, seed: string) {
    this.#parts = parts;
    this.#cids = new Cids(seed, parts.now);
  }

  /** Takes up a message accepted before, or just now. */
  remember({ cid, messageId }: PushAcceptance): void {
    if (cid !== undefined) this.#taken.set(cid, messageId);
  }

  serves(path: string): boolean {
    return path === pushPath || path === cidPath;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const openedAt = this.#parts.now();
    const text = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://provider');
    const asksForCids = url.pathname === cidPath;
    const operation = asksForCids ? 'push/cid' : 'push';
    const requestId = randomUUID();
    const account = this.#callerOf(request.headers.authorization);
    const order = asksForCids ? undefined : pushOrderOf(text);
    const heard: Happening = {
      kind: 'request',
      requestId,
      operation,
      ...(account === undefined ? {} : { route: account.route }),
      parameters: asksForCids ? Object.fromEntries(url.searchParams) : parametersOf(order),
      openedAt,
    };
    response.setHeader('X-Rate-Limit-Limit', limit);
    response.setHeader('X-Rate-Limit-Remaining', limit - 1);
    const refusal = refusalOf(request, asksForCids, account);
    if (account === undefined || refusal !== undefined) {
      const { code } = refusal ?? notVerified;
      await this.#parts.journal.record(heard, { kind: 'refusal', requestId, code });
      const { status, body } = errorAnswer(refusal ?? notVerified);
      answerJson(response, status, body);
      return;
    }
    const named =
      order !== undefined && 'token' in order
        ? { token: order.token, ...(order.outId === '' ? {} : { outId: order.outId }) }
        : {};
    const behaviour = this.#parts.rules.behaviourFor({ operation, route: account.route, ...named });
    if (behaviour.slowMs > 0) await this.#parts.pause(behaviour.slowMs);
    const visit = { requestId, account, heard, behaviour, response, named };
    await behave(behaviour, response, {
      refuse: (refused) => this.#refuse(visit, refused),
      leave: (doing) => this.#leave(visit, doing),
      serve: () => (order === undefined ? this.#give(visit, url) : this.#serve(visit, order)),
    });
  }

  #callerOf(authorization: string | undefined): JpushAccount | undefined {
    const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization ?? '') ?? [];
    const given = hash(Buffer.from(encoded, 'base64').toString('utf8'));
    return this.#parts.accounts.find(({ appKey, masterSecret }) =>
      timingSafeEqual(hash(`${appKey}:${masterSecret}`), given),
    );
  }

  async #give({ account, heard, behaviour, response }: Visit, url: URL): Promise<void> {
    const count = Math.min(Math.max(Number(url.searchParams.get('count') ?? 1) || 1, 1), mostCidsAtOnce);
    const cidlist = Array.from({ length: count }, () => this.#cids.give(account.appKey));
    await this.#parts.journal.record(heard);
    await answerTaken(behaviour, response, { cidlist }, this.#parts.pause);
  }

  async #serve(visit: Visit, order: PushOrder | JpushRefusal): Promise<void> {
    if (!('token' in order)) return this.#refuse(visit, order);
    const { cid } = order;
    const judged = cid === undefined ? undefined : this.#cids.judge(visit.account.appKey, cid);
    if (judged === 'not-ours') return this.#refuse(visit, { code: '1003', message: 'The cid is invalid!' });
    const first = cid !== undefined && judged === 'good' ? this.#taken.get(cid) : undefined;
    if (first === undefined) return this.#take(visit, order);
    // Taken before under the same cid: the first answer once more, and no second message.
    await this.#parts.journal.record(visit.heard);
    await this.#reply(visit, first);
  }

  async #take(visit: Visit, order: PushOrder): Promise<void> {
    const { journal, carrier, now, onAccepted } = this.#parts;
    const { requestId, account, heard, behaviour } = visit;
    const at = now();
    const messageId = `${randomInt(1_000_000, 10_000_000)}${randomInt(1_000_000_000, 10_000_000_000)}`;
    const reference = order.outId === '' ? order.token : order.outId;
    const acceptance: PushAcceptance = {
      kind: 'acceptance',
      channel: 'push',
      requestId,
      route: account.route,
      ...order,
      messageId,
      at,
      // An app that showed nothing says nothing.
      receipts: planReceipts(behaviour.receipt, { messageId, reference, at }, carrier).filter(
        ({ success }) => success,
      ),
    };
    this.remember(acceptance);
    await journal.record(heard, acceptance);
    onAccepted(acceptance);
    await this.#reply(visit, messageId);
  }

  #reply({ behaviour, response }: Visit, messageId: string): Promise<void> {
    return answerTaken(behaviour, response, { sendno: '0', msg_id: messageId }, this.#parts.pause);
  }

  async #refuse(visit: Visit, refusal: JpushRefusal): Promise<void> {
    const { response } = visit;
    await this.#leave(visit, refusal.code);
    // JPush says in a header of its own when the limit is lifted.
    const resetS = response.getHeader('retry-after');
    response.removeHeader('retry-after');
    if (resetS !== undefined) response.setHeader('X-Rate-Limit-Reset', resetS);
    const { status, body } = errorAnswer(refusal);
    answerJson(response, status, body);
  }

  #leave({ requestId, account, heard, named }: Visit, code: string): Promise<void> {
    return this.#parts.journal.record(heard, {
      kind: 'refusal',
      requestId,
      route: account.route,
      code,
      ...named,
    });
  }
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

const notVerified: JpushRefusal = { code: '1004', message: 'Authen failed' };

function refusalOf(
  { method }: IncomingMessage,
  asksForCids: boolean,
  account: JpushAccount | undefined,
): JpushRefusal | undefined {
  if (method !== (asksForCids ? 'GET' : 'POST'))
    return { code: '1001', message: 'The http method is not supported' };
  return account === undefined ? notVerified : undefined;
}

/** As the log names them; `OutId` is the bank's reference in every provider's requests. */
function parametersOf(order: PushOrder | JpushRefusal | undefined): Record<string, string> {
  if (order === undefined || !('token' in order)) return {};
  const { token, title, body, outId, cid } = order;
  return {
    token,
    title,
    body,
    ...(cid === undefined ? {} : { cid }),
    ...(outId === '' ? {} : { OutId: outId }),
  };
}
