import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerTaken, behave } from '../behave.js';
import type { Happening, PushAcceptance } from '../log-entry.js';
import { planReceipts } from '../planned-receipts.js';
import type { HttpProvider, ProviderParts } from '../provider.js';
import type { Behaviour } from '../rules.js';
import { answerJson, bodyOf } from '../wire.js';
import { Access } from './access.js';
import type { FcmAccount } from './account.js';
import { errorAnswer, type FcmRefusal } from './error.js';
import { pushOrderOf, type PushOrder } from './message.js';

const tokenPath = '/token';
const sendPath = /^\/v1\/projects\/([^/]+)\/messages:send$/;

/** One call of `messages:send` on its way through. */
interface Visit {
  readonly requestId: string;
  readonly account: FcmAccount;
  /** What it asks for, or why that cannot be. */
  readonly order: PushOrder | FcmRefusal;
  readonly heard: Happening;
  readonly behaviour: Behaviour;
  readonly response: ServerResponse;
}

/** A request, and when it began to arrive. */
interface Arriving {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly openedAt: number;
}

/** Firebase Cloud Messaging's HTTP v1 API with Google's token endpoint, and the bank's app behind it. */
export class FcmProvider implements HttpProvider {
  readonly #parts: ProviderParts<FcmAccount, PushAcceptance>;
  readonly #access: Access;

  constructor(parts: ProviderParts<FcmAccount, PushAcceptance>, seed: string) {
    this.#parts = parts;
    this.#access = new Access(parts.accounts, seed, parts.now);
  }

  serves(path: string): boolean {
    return path === tokenPath || sendPath.test(path);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arriving = { request, response, openedAt: this.#parts.now() };
    const text = await bodyOf(request);
    const { pathname } = new URL(request.url ?? '/', 'http://provider');
    if (pathname === tokenPath) return this.#grant(arriving, text);
    return this.#receive(arriving, text, sendPath.exec(pathname)?.[1] ?? '');
  }

  async #grant({ request, response, openedAt }: Arriving, text: string): Promise<void> {
    const { journal, rules, pause } = this.#parts;
    const requestId = randomUUID();
    const form = new URLSearchParams(text);
    const route = this.#access.claimantOf(form)?.route;
    const named = route === undefined ? {} : { route };
    const heard: Happening = {
      kind: 'request',
      requestId,
      operation: 'token',
      parameters: {},
      openedAt,
      ...named,
    };
    const leave = (code: string): Promise<void> =>
      journal.record(heard, { kind: 'refusal', requestId, code, ...named });
    const behaviour = rules.behaviourFor({ operation: 'token', route: route ?? '' });
    if (behaviour.slowMs > 0) await pause(behaviour.slowMs);
    await behave(behaviour, response, {
      leave,
      refuse: async ({ code, message, status = 400 }) => {
        await leave(code);
        answerJson(response, status, { error: code, error_description: message });
      },
      serve: async () => {
        const granted = this.#access.grant(form, `http://${request.headers.host ?? ''}${tokenPath}`);
        const refused = typeof granted['error'] === 'string' ? granted['error'] : undefined;
        if (refused === undefined) {
          await journal.record(heard);
          await answerTaken(behaviour, response, granted, pause);
        } else {
          await leave(refused);
          answerJson(response, 400, granted);
        }
      },
    });
  }

  async #receive({ request, response, openedAt }: Arriving, text: string, project: string): Promise<void> {
    const requestId = randomUUID();
    const account = this.#access.bearerOf(request.headers.authorization);
    const order = pushOrderOf(text);
    const heard: Happening = {
      kind: 'request',
      requestId,
      operation: 'messages:send',
      ...(account === undefined ? {} : { route: account.route }),
      parameters: { project, ...parametersOf(order) },
      openedAt,
    };
    const refusal = refusalOf(request, account, project);
    if (account === undefined || refusal !== undefined) {
      const { code } = refusal ?? unauthenticated;
      await this.#parts.journal.record(heard, { kind: 'refusal', requestId, code });
      const { status, body } = errorAnswer(refusal ?? unauthenticated);
      answerJson(response, status, body);
      return;
    }
    const behaviour = this.#parts.rules.behaviourFor({
      operation: 'messages:send',
      route: account.route,
      ...('token' in order ? { token: order.token } : {}),
      ...('token' in order && order.outId !== '' ? { outId: order.outId } : {}),
    });
    if (behaviour.slowMs > 0) await this.#parts.pause(behaviour.slowMs);
    const visit = { requestId, account, order, heard, behaviour, response };
    await behave(behaviour, response, {
      refuse: (refused) => this.#refuse(visit, refused),
      leave: (doing) => this.#leave(visit, doing),
      serve: () => ('token' in order ? this.#take(visit, order) : this.#refuse(visit, order)),
    });
  }

  async #take({ requestId, account, heard, behaviour, response }: Visit, order: PushOrder): Promise<void> {
    const { journal, carrier, now, onAccepted, pause } = this.#parts;
    const at = now();
    const messageId = randomUUID();
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
    await journal.record(heard, acceptance);
    onAccepted(acceptance);
    const name = `projects/${account.projectId}/messages/${messageId}`;
    await answerTaken(behaviour, response, { name }, pause);
  }

  async #refuse(visit: Visit, refusal: FcmRefusal): Promise<void> {
    await this.#leave(visit, refusal.code);
    const { status, body } = errorAnswer(refusal);
    answerJson(visit.response, status, body);
  }

  #leave({ requestId, account, order, heard }: Visit, code: string): Promise<void> {
    const named = 'token' in order ? { outId: order.outId, token: order.token } : {};
    return this.#parts.journal.record(heard, {
      kind: 'refusal',
      requestId,
      route: account.route,
      code,
      ...named,
    });
  }
}

const unauthenticated: FcmRefusal = {
  code: 'UNAUTHENTICATED',
  message: 'Request had invalid authentication credentials.',
};

/** Who may not send at all: another method, no good token, another project. */
function refusalOf(
  { method }: IncomingMessage,
  account: FcmAccount | undefined,
  project: string,
): FcmRefusal | undefined {
  if (method !== 'POST') return { code: 'NOT_FOUND', message: 'Method not found.' };
  if (account === undefined) return unauthenticated;
  return account.projectId === project
    ? undefined
    : { code: 'PERMISSION_DENIED', message: 'The caller does not have permission' };
}

/** As the log names them; `OutId` is the bank's reference in every provider's requests. */
function parametersOf(order: PushOrder | FcmRefusal): Record<string, string> {
  if (!('token' in order)) return {};
  const { token, title, body, outId } = order;
  return { token, title, body, ...(outId === '' ? {} : { OutId: outId }) };
}
