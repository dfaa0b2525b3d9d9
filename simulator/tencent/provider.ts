import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerTaken, behave } from '../behave.js';
import type { Happening, SmsAcceptance } from '../log-entry.js';
import type { HttpProvider, ProviderParts } from '../provider.js';
import type { Behaviour } from '../rules.js';
import { answerJson, bodyOf } from '../wire.js';
import type { TencentAccount } from './account.js';
import { bodyOfAnswer, errorFields, isOfRequest, refusedStatusFields, type Refusal } from './answer.js';
import { statusesOf } from './pull-send-status.js';
import { acceptanceOf, orderOf } from './send-sms.js';
import { signerOf } from './signature.js';

const version = '2021-01-11';

/** One request on its way through. */
interface Visit {
  readonly requestId: string;
  readonly operation: string;
  readonly account: TencentAccount;
  readonly json: unknown;
  readonly heard: Happening & { readonly kind: 'request' };
  readonly behaviour: Behaviour;
  readonly response: ServerResponse;
}

/** Tencent SMS (2021-01-11) as it answers on the wire. */
export class TencentProvider implements HttpProvider {
  readonly #parts: ProviderParts<TencentAccount, SmsAcceptance>;
  readonly #taken = new Map<string, SmsAcceptance[]>();
  #count = 0;

  constructor(parts: ProviderParts<TencentAccount, SmsAcceptance>) {
    this.#parts = parts;
  }

  /** Takes up a message accepted before, or just now. */
  remember(acceptance: SmsAcceptance): void {
    const key = `${acceptance.route}|${acceptance.phone}`;
    const known = this.#taken.get(key);
    if (known === undefined) this.#taken.set(key, [acceptance]);
    else known.push(acceptance);
    this.#count += 1;
  }

  /** Every operation is a request to `/`; the headers are Tencent's alone. */
  serves(path: string, { headers }: IncomingMessage): boolean {
    return (
      path === '/' &&
      (headers['x-tc-action'] !== undefined || headers.authorization?.startsWith('TC3-') === true)
    );
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { journal, rules, accounts, now, pause } = this.#parts;
    const openedAt = now();
    const body = await bodyOf(request);
    const requestId = randomUUID();
    const operation = String(request.headers['x-tc-action'] ?? '');
    const json = jsonOf(body);
    const parameters = parametersOf(json);
    const heard = { kind: 'request', requestId, operation, parameters, openedAt } as const;
    const wire = { method: request.method ?? '', headers: request.headers, body };
    const account =
      request.headers['x-tc-version'] === version
        ? signerOf(accounts, wire, now())
        : { code: 'NoSuchVersion', message: 'The API version does not exist.' };
    if ('code' in account) {
      await journal.record(heard, { kind: 'refusal', requestId, code: account.code });
      answerJson(response, 200, bodyOfAnswer(errorFields(account), requestId));
      return;
    }
    const { route } = account;
    const { OutId: outId, PhoneNumbers: phone = '', TemplateId: templateCode } = parameters;
    const behaviour = rules.behaviourFor({
      operation,
      route,
      phone,
      ...(outId === undefined ? {} : { outId }),
      ...(templateCode === undefined ? {} : { templateCode }),
    });
    if (behaviour.slowMs > 0) await pause(behaviour.slowMs);
    const visit = { requestId, operation, account, json, heard: { ...heard, route }, behaviour, response };
    await behave(behaviour, response, {
      refuse: (refusal) => this.#refuse(visit, refusal),
      leave: (doing) => this.#leave(visit, doing),
      serve: () => this.#serve(visit),
    });
  }

  async #serve(visit: Visit): Promise<void> {
    if (visit.json === undefined)
      return this.#refuse(visit, { code: 'InvalidParameter', message: 'The body is not JSON.' });
    if (visit.operation === 'SendSms') return this.#take(visit);
    if (visit.operation === 'PullSmsSendStatusByPhoneNumber') return this.#tell(visit);
    return this.#refuse(visit, { code: 'InvalidAction', message: 'The action does not exist.' });
  }

  async #take(visit: Visit): Promise<void> {
    const { account, json, requestId, heard, behaviour } = visit;
    const { now, carrier, journal, onAccepted } = this.#parts;
    const order = orderOf(json, account);
    if ('code' in order) return this.#refuse(visit, order);
    const at = now();
    const named = { requestId, number: this.#count + 1, at };
    const acceptance = acceptanceOf(order, account, named, behaviour.receipt, carrier);
    this.remember(acceptance);
    await journal.record(heard, acceptance);
    onAccepted(acceptance);
    const status = {
      SerialNo: acceptance.bizId,
      PhoneNumber: `+86${order.phone}`,
      Fee: 1,
      SessionContext: order.outId,
      Code: 'Ok',
      Message: 'send success',
      IsoCode: 'CN',
    };
    return this.#reply(visit, { SendStatusSet: [status] });
  }

  async #tell(visit: Visit): Promise<void> {
    const { account, json, heard } = visit;
    const takenFor = (phone: string): readonly SmsAcceptance[] =>
      this.#taken.get(`${account.route}|${phone}`) ?? [];
    const statuses = statusesOf(json, account, takenFor, this.#parts.now());
    if ('code' in statuses) return this.#refuse(visit, statuses);
    await this.#parts.journal.record(heard);
    return this.#reply(visit, { PullSmsSendStatusSet: statuses.rows });
  }

  #reply({ behaviour, response, requestId }: Visit, fields: Record<string, unknown>): Promise<void> {
    return answerTaken(behaviour, response, bodyOfAnswer(fields, requestId), this.#parts.pause);
  }

  async #refuse(visit: Visit, refusal: Refusal): Promise<void> {
    await this.#leave(visit, refusal.code);
    const { PhoneNumbers: phone = '', OutId: outId = '' } = visit.heard.parameters;
    const whole = visit.operation !== 'SendSms' || isOfRequest(refusal.code);
    const fields = whole ? errorFields(refusal) : refusedStatusFields(refusal, `+86${phone}`, outId);
    answerJson(visit.response, refusal.status ?? 200, bodyOfAnswer(fields, visit.requestId));
  }

  #leave({ requestId, account, heard }: Visit, code: string): Promise<void> {
    const { OutId: outId, PhoneNumbers: phone } = heard.parameters;
    return this.#parts.journal.record(heard, {
      kind: 'refusal',
      requestId,
      route: account.route,
      code,
      ...(outId === undefined ? {} : { outId }),
      ...(phone === undefined ? {} : { phone }),
    });
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** As the log names them; `OutId` is the bank's reference in every provider's requests. */
function parametersOf(json: unknown): Record<string, string> {
  if (typeof json !== 'object' || json === null) return {};
  const fields = new Map<string, unknown>(Object.entries(json));
  const numbers = fields.get('PhoneNumberSet');
  const number: unknown = Array.isArray(numbers) ? numbers[0] : fields.get('PhoneNumber');
  const [context, template, values] = ['SessionContext', 'TemplateId', 'TemplateParamSet'].map((name) =>
    fields.get(name),
  );
  return {
    ...(typeof number === 'string' ? { PhoneNumbers: number.replace(/^\+86/, '') } : {}),
    ...(typeof context === 'string' ? { OutId: context } : {}),
    ...(typeof template === 'string' ? { TemplateId: template } : {}),
    ...(Array.isArray(values) ? { TemplateParamSet: JSON.stringify(values) } : {}),
  };
}
