import { UsageFault } from '../terminal.js';

/** An ISO time with its offset, in epoch milliseconds; a {@link UsageFault} naming the option where it is none. */
export function instantOption(option: string, text: string): number {
  const at = /(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) throw new UsageFault(`${option}: expected an ISO time with its offset`);
  return at;
}
