import type { LogEntry, SmsAcceptance } from '../../simulator/log-entry.js';
import type { RuleInput } from '../../simulator/rules.js';

/** The simulator as a test sees it: how it is to behave, and what it says it took and was told. */
export class ProviderWitness {
  constructor(private readonly url: string) {}

  /** Replaces all its rules. */
  async behave(rules: readonly RuleInput[]): Promise<void> {
    await this.#ask('/control/rules', { method: 'POST', body: JSON.stringify(rules) });
  }

  /** Pushes to the bank’s door what no honest provider would; answers whether it was taken. */
  async forge(receipts: { route: string; body: unknown } | { route: string; raw: string }): Promise<boolean> {
    const { ok } = (await this.#ask('/control/receipts', {
      method: 'POST',
      body: JSON.stringify(receipts),
    })) as { ok: boolean };
    return ok;
  }

  /** Its own log, the oldest entry first. */
  async log(): Promise<readonly LogEntry[]> {
    const { entries } = (await this.#ask('/control/log')) as { entries: LogEntry[] };
    return entries;
  }

  /** The SMS it took for a number, or all. */
  async accepted(phone?: string): Promise<readonly SmsAcceptance[]> {
    const log = await this.log();
    return log.flatMap((entry) =>
      entry.kind === 'acceptance' &&
      (entry.channel === undefined || entry.channel === 'sms') &&
      (phone === undefined || entry.phone === phone)
        ? [entry]
        : [],
    );
  }

  /** The ids of the webhooks the loan system took about an application, each when it first came. */
  async toldTo(applicationId: string): Promise<readonly string[]> {
    const log = await this.log();
    const ids = log.flatMap((entry) =>
      entry.kind === 'webhook' && entry.taken && entry.data['applicationId'] === applicationId
        ? [entry.webhookId]
        : [],
    );
    return [...new Set(ids)];
  }

  async #ask(path: string, init?: RequestInit): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, init);
    if (!response.ok) throw new Error(`the simulator answered ${response.status} to ${path}`);
    return response.json();
  }
}

/**
 * What was taken more than once, by name: the same words with the same reference to the same number
 * by the same route, or the same reference of ours.
 */
export function takenTwice(acceptances: readonly SmsAcceptance[]): string[] {
  const seen = new Set<string>();
  return acceptances
    .flatMap(({ route, phone, templateCode, templateParam, outId }) => [
      `message ${[route, phone, templateCode, templateParam['ref'] ?? ''].join('|')}`,
      `reference ${outId}`,
    ])
    .filter((name) => seen.has(name) || !seen.add(name));
}
