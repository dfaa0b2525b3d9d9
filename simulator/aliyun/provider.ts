import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AliyunAccount } from './account.js';
import { answerTaken, behave } from '../behave.js';
import type { SmsAcceptance, Happening } from '../log-entry.js';
import type { HttpProvider, ProviderParts } from '../provider.js';
import type { Behaviour, RuleSubject } from '../rules.js';
import { answerJson, bodyOf } from '../wire.js';
import { newRequestId, refusalBody, statusOf, type Refusal } from './answer.js';
import { checkedOf, checkVersion, isCheck } from './number-checks.js';
import { detailsOf } from './query-send-details.js';
import { acceptanceOf, orderOf } from './send-sms.js';
import { SignatureCheck, type WireRequest } from './signature.js';

const version = '2017-05-25';
const versionOf = (operation: string): string => (isCheck(operation) ? checkVersion : version);

/** One request on its way through. */
interface Visit {
  readonly requestId: string;
  readonly operation: string;
  readonly account: AliyunAccount;
  readonly parameters: Readonly<Record<string, string>>;
  readonly behaviour: Behaviour;
  readonly response: ServerResponse;
}

/** Aliyun SMS (Dysmsapi 2017-05-25) as it answers on the wire. */
export class AliyunProvider implements HttpProvider {
  readonly #parts: ProviderParts<AliyunAccount, SmsAcceptance>;
  readonly #signatures: SignatureCheck<AliyunAccount>;
  readonly #taken = new Map<string, SmsAcceptance[]>();
  #count = 0;

  constructor(parts: ProviderParts<AliyunAccount, SmsAcceptance>) {
    this.#parts = parts;
    this.#signatures = new SignatureCheck(parts.accounts, parts.now);
  }

  /** Takes up a message accepted before, or just now. */
  remember(acceptance: SmsAcceptance): void {
    const key = `${acceptance.route}|${acceptance.phone}`;
    const known = this.#taken.get(key);
    if (known === undefined) this.#taken.set(key, [acceptance]);
    else known.push(acceptance);
    this.#count += 1;
  }

  /** Whatever is no other provider's is refused in Aliyun's words. */
  serves(): boolean {
    return true;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const openedAt = this.#parts.now();
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://provider');
    const requestId = newRequestId();
    const operation = String(request.headers['x-acs-action'] ?? '');
    const parameters = Object.fromEntries([...url.searchParams, ...new URLSearchParams(body)]);
    const method = request.method ?? '';
    const wire = { method, path: url.pathname, query: url.searchParams, headers: request.headers, body };
    const account = this.#callerOf(wire);
    const heard: Happening = { kind: 'request', requestId, operation, parameters, openedAt };
    if ('code' in account) {
      await this.#parts.journal.record(heard, { kind: 'refusal', requestId, code: account.code });
      answerJson(response, statusOf(account), refusalBody(account, requestId));
      return;
    }
    const behaviour = this.#parts.rules.behaviourFor(subjectOf(operation, account.route, parameters));
    if (behaviour.slowMs > 0) await this.#parts.pause(behaviour.slowMs);
    await this.#visit(
      { requestId, operation, account, parameters, behaviour, response },
      { ...heard, route: account.route },
    );
  }

  #callerOf(wire: WireRequest): AliyunAccount | Refusal {
    if (wire.method !== 'POST')
      return { code: 'UnsupportedHTTPMethod', message: 'This http method is not supported.' };
    const operation = String(wire.headers['x-acs-action'] ?? '');
    if (wire.path !== '/' || wire.headers['x-acs-version'] !== versionOf(operation))
      return { code: 'InvalidVersion', message: 'Specified parameter Version is not valid.' };
    return this.#signatures.check(wire);
  }

  async #visit(visit: Visit, heard: Happening): Promise<void> {
    await behave(visit.behaviour, visit.response, {
      refuse: (refusal) => this.#refuse(visit, heard, refusal),
      leave: (doing) => this.#record(visit, heard, doing),
      serve: () => this.#serve(visit, heard),
    });
  }

  async #serve(visit: Visit, heard: Happening): Promise<void> {
    const { operation, parameters, account, requestId } = visit;
    const ok = { Message: 'OK', RequestId: requestId, Code: 'OK' };
    if (operation === 'QuerySendDetails') {
      const takenFor = (phone: string): readonly SmsAcceptance[] =>
        this.#taken.get(`${account.route}|${phone}`) ?? [];
      const details = detailsOf(parameters, takenFor, this.#parts.now());
      if (isRefusal(details)) return this.#refuse(visit, heard, details);
      await this.#parts.journal.record(heard);
      return this.#reply(visit, { ...ok, ...details });
    }
    if (isCheck(operation)) {
      const checked = checkedOf(operation, parameters, account, visit.behaviour.check);
      if (isRefusal(checked)) return this.#refuse(visit, heard, checked);
      await this.#parts.journal.record(heard);
      return this.#reply(visit, { ...ok, ...checked });
    }
    if (operation !== 'SendSms')
      return this.#refuse(visit, heard, {
        code: 'InvalidAction.NotFound',
        message: 'Specified api is not found.',
        status: 404,
      });
    const order = orderOf(parameters, account);
    if ('code' in order) return this.#refuse(visit, heard, order);
    const acceptance = acceptanceOf(
      order,
      account,
      { requestId, number: this.#count + 1, at: this.#parts.now() },
      visit.behaviour.receipt,
      this.#parts.carrier,
    );
    this.remember(acceptance);
    await this.#parts.journal.record(heard, acceptance);
    this.#parts.onAccepted(acceptance);
    return this.#reply(visit, { ...ok, BizId: acceptance.bizId });
  }

  #reply({ behaviour, response }: Visit, body: Record<string, unknown>): Promise<void> {
    return answerTaken(behaviour, response, body, this.#parts.pause);
  }

  async #refuse(visit: Visit, heard: Happening, refusal: Refusal): Promise<void> {
    await this.#record(visit, heard, refusal.code);
    answerJson(visit.response, statusOf(refusal), refusalBody(refusal, visit.requestId));
  }

  async #record({ requestId, account, parameters }: Visit, heard: Happening, code: string): Promise<void> {
    const { OutId: outId, PhoneNumbers: phone } = parameters;
    const named = { ...(outId === undefined ? {} : { outId }), ...(phone === undefined ? {} : { phone }) };
    await this.#parts.journal.record(heard, {
      kind: 'refusal',
      requestId,
      route: account.route,
      code,
      ...named,
    });
  }
}

const isRefusal = (answer: Record<string, unknown> | Refusal): answer is Refusal =>
  typeof answer['code'] === 'string';

function subjectOf(
  operation: string,
  route: string,
  parameters: Readonly<Record<string, string>>,
): RuleSubject {
  const { PhoneNumbers, PhoneNumber, InputNumber, TemplateCode: templateCode, OutId: outId } = parameters;
  return {
    operation,
    route,
    phone: PhoneNumbers ?? PhoneNumber ?? InputNumber ?? '',
    ...(templateCode === undefined ? {} : { templateCode }),
    ...(outId === undefined ? {} : { outId }),
  };
}
