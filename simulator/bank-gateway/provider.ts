import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerTaken, behave } from '../behave.js';
import type { Happening, SmsAcceptance } from '../log-entry.js';
import { planReceipts } from '../planned-receipts.js';
import type { HttpProvider, ProviderParts } from '../provider.js';
import type { Behaviour } from '../rules.js';
import { bodyOf } from '../wire.js';
import type { BankGatewayAccount } from './account.js';
import { gatewayOrderOf, type GatewayOrder } from './order.js';
import { answerProblem, type GatewayProblem } from './problem.js';
import { isSameOrder, References } from './references.js';
import { statusOf } from './report.js';
import { GatewaySignatures } from './signature.js';

/** Under this code a closed reference stands in the log, and is taken up again from it. */
export const closedCode = 'closed';

/** What a request is about. */
type Errand =
  | { readonly operation: 'messages' }
  | { readonly operation: 'messages/lookup' | 'messages/closure'; readonly reference: string };

/** One request on its way through. */
interface Visit {
  readonly requestId: string;
  readonly account: BankGatewayAccount;
  readonly heard: Happening;
  readonly behaviour: Behaviour;
  readonly response: ServerResponse;
  readonly named: { readonly outId?: string; readonly phone?: string };
}

/** A bank's own SMS platform behind the contract of docs/bank-gateway.md. */
export class BankGatewayProvider implements HttpProvider {
  readonly references: References;
  readonly #parts: ProviderParts<BankGatewayAccount, SmsAcceptance>;
  readonly #signatures: GatewaySignatures;

  constructor(parts: ProviderParts<BankGatewayAccount, SmsAcceptance>) {
    this.#parts = parts;
    this.references = new References(parts.now);
    this.#signatures = new GatewaySignatures(parts.accounts, parts.now);
  }

  serves(path: string): boolean {
    return /^\/v1\/messages(\/|$)/.test(path);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const openedAt = this.#parts.now();
    const { method = '', url: path = '', headers } = request;
    const body = await bodyOf(request);
    const requestId = randomUUID();
    const errand = errandOf(method, path);
    const account = await this.#signatures.check({ method, path, headers, body });
    const operation = errand?.operation ?? 'messages';
    if (errand === undefined || 'code' in account) {
      const problem = 'code' in account ? account : malformed;
      const heard = { kind: 'request', requestId, operation, parameters: {}, openedAt } as const;
      await this.#parts.journal.record(heard, { kind: 'refusal', requestId, code: problem.code });
      answerProblem(response, problem);
      return;
    }
    const { route } = account;
    const order = errand.operation === 'messages' ? gatewayOrderOf(body, account) : undefined;
    const named = namedIn(errand, order);
    const heard = {
      kind: 'request',
      requestId,
      operation,
      route,
      parameters: parametersOf(named, order),
      openedAt,
    } as const;
    const behaviour = this.#parts.rules.behaviourFor({ operation, route, ...named });
    if (behaviour.slowMs > 0) await this.#parts.pause(behaviour.slowMs);
    const visit = { requestId, account, heard, behaviour, response, named };
    await behave(behaviour, response, {
      refuse: (problem) => this.#refuse(visit, problem),
      leave: (doing) => this.#leave(visit, doing),
      serve: () =>
        errand.operation === 'messages'
          ? this.#serve(visit, order ?? malformed)
          : this.#tell(visit, errand.reference, errand.operation === 'messages/closure'),
    });
  }

  async #serve(visit: Visit, order: GatewayOrder | GatewayProblem): Promise<void> {
    if ('code' in order) return this.#refuse(visit, order);
    const known = this.references.of(visit.account.route, order.outId);
    if (known?.state === 'closed')
      return this.#refuse(visit, { code: 'reference-closed', message: 'the reference was closed' });
    if (known === undefined) return this.#take(visit, order);
    if (!isSameOrder(known.acceptance, order))
      return this.#refuse(visit, { code: 'reference-conflict', message: 'taken with other content' });
    // Taken before under the same reference: the first answer once more, and no second message.
    await this.#parts.journal.record(visit.heard);
    return this.#reply(visit, known.acceptance);
  }

  async #take(visit: Visit, order: GatewayOrder): Promise<void> {
    const { journal, carrier, now, onAccepted } = this.#parts;
    const { requestId, account, heard, behaviour } = visit;
    const at = now();
    const bizId = `bg-${randomUUID()}`;
    const acceptance: SmsAcceptance = {
      kind: 'acceptance',
      channel: 'sms',
      requestId,
      route: account.route,
      ...order,
      bizId,
      at,
      receipts: planReceipts(behaviour.receipt, { messageId: bizId, reference: order.outId, at }, carrier),
    };
    this.references.take(acceptance);
    await journal.record(heard, acceptance);
    onAccepted(acceptance);
    await this.#reply(visit, acceptance);
  }

  /** A look-up; with `close`, a reference that was not taken never will be. */
  async #tell(visit: Visit, reference: string, close: boolean): Promise<void> {
    const { route } = visit.account;
    const known = this.references.of(route, reference);
    if (known === undefined && !close)
      return this.#refuse(visit, { code: 'reference-unknown', message: 'nothing was taken under it' });
    if (known === undefined) {
      this.references.close(route, reference);
      await this.#leave(visit, closedCode);
    } else await this.#parts.journal.record(visit.heard);
    const told =
      known?.state === 'taken'
        ? statusOf(known.acceptance, this.#parts.now())
        : { reference, code: closedCode };
    await answerTaken(visit.behaviour, visit.response, told, this.#parts.pause);
  }

  #reply(
    { behaviour, response }: Visit,
    { outId: reference, bizId: messageId }: SmsAcceptance,
  ): Promise<void> {
    return answerTaken(behaviour, response, { reference, messageId }, this.#parts.pause, 202);
  }

  async #refuse(visit: Visit, problem: GatewayProblem): Promise<void> {
    await this.#leave(visit, problem.code);
    answerProblem(visit.response, problem);
  }

  #leave({ requestId, account, heard, named }: Visit, code: string): Promise<void> {
    const refusal = { kind: 'refusal', requestId, route: account.route, code, ...named } as const;
    return this.#parts.journal.record(heard, refusal);
  }
}

const malformed: GatewayProblem = {
  code: 'request-malformed',
  message: 'the request is not as the contract has it',
};

function errandOf(method: string, path: string): Errand | undefined {
  const [, reference, closure] =
    /^\/v1\/messages(?:\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\/closure)?)?$/.exec(path) ?? [];
  if (path === '/v1/messages') return method === 'POST' ? { operation: 'messages' } : undefined;
  if (reference === undefined) return undefined;
  if (closure === undefined)
    return method === 'GET' ? { operation: 'messages/lookup', reference } : undefined;
  return method === 'POST' ? { operation: 'messages/closure', reference } : undefined;
}

function namedIn(errand: Errand, order: GatewayOrder | GatewayProblem | undefined): Visit['named'] {
  if ('reference' in errand) return { outId: errand.reference };
  return order !== undefined && 'outId' in order ? { outId: order.outId, phone: order.phone } : {};
}

/** As the log names them; `OutId` is the bank's reference in every provider's requests. */
function parametersOf(
  { outId }: Visit['named'],
  order: GatewayOrder | GatewayProblem | undefined,
): Record<string, string> {
  const reference = outId === undefined ? {} : { OutId: outId };
  if (order === undefined || !('outId' in order)) return reference;
  const { phone: to, templateCode: template, templateParam } = order;
  return { ...reference, to, template, parameters: JSON.stringify(templateParam) };
}
