import type { SmsAcceptance } from '../log-entry.js';
import type { GatewayOrder } from './order.js';

const rememberedForMs = 72 * 3_600_000;

type Entry = { readonly at: number } & (
  { readonly state: 'taken'; readonly acceptance: SmsAcceptance } | { readonly state: 'closed' }
);

/** What became of each reference, for 72 hours and not a moment longer: the least the contract asks for. */
export class References {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  take(acceptance: SmsAcceptance): void {
    const { route, outId, at } = acceptance;
    this.#entries.set(`${route} ${outId}`, { state: 'taken', acceptance, at });
  }

  close(route: string, reference: string, at = this.#now()): void {
    this.#entries.set(`${route} ${reference}`, { state: 'closed', at });
  }

  of(route: string, reference: string): Entry | undefined {
    const entry = this.#entries.get(`${route} ${reference}`);
    return entry !== undefined && this.#now() - entry.at < rememberedForMs ? entry : undefined;
  }
}

/** Whether an order is the very one that was taken. */
export const isSameOrder = (
  { phone, templateCode, templateParam }: SmsAcceptance,
  order: GatewayOrder,
): boolean => {
  const written = (parameters: Readonly<Record<string, string>>): string =>
    JSON.stringify(Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1)));
  return (
    phone === order.phone &&
    templateCode === order.templateCode &&
    written(templateParam) === written(order.templateParam)
  );
};
