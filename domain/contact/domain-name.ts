/** Domain names as the mail system carries them: letters of any script become ASCII (RFC 5891, RFC 3492). */

/**
 * The ASCII form of a domain name, in lower case, or undefined where it is none that mail can be sent
 * to: at least two labels of 1 to 63 characters, 253 in all, the last one not a number. Full-width
 * characters and the ideographic full stop count as their plain ones.
 */
export function asciiDomainOf(text: string): string | undefined {
  const labels = text
    .normalize('NFKC')
    .replace(/[\u3002\uff61]/gu, '.')
    .toLowerCase()
    .normalize('NFC')
    .split('.')
    .map(asciiLabelOf);
  const domain = labels.join('.');
  if (labels.length < 2 || labels.includes(undefined) || domain.length > 253) return undefined;
  return /^\d+$/.test(labels.at(-1) ?? '') ? undefined : domain;
}

const ldh = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** What a label of another script may be written with: letters, their marks, digits and hyphens. */
const international = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u;

function asciiLabelOf(label: string): string | undefined {
  if (ldh.test(label)) return label;
  if (!international.test(label) || label.endsWith('-')) return undefined;
  const encoded = `xn--${punycodeOf(Array.from(label, (one) => one.codePointAt(0) ?? 0))}`;
  return ldh.test(encoded) ? encoded : undefined;
}

const base = 36;
const digitOf = (value: number): string => 'abcdefghijklmnopqrstuvwxyz0123456789'[value] ?? '';

/** Punycode of a label's code points; the parameters (RFC 3492, 5) are those of domain names. */
function punycodeOf(points: readonly number[]): string {
  const plain = points.filter((point) => point < 0x80);
  let written = plain.map((point) => String.fromCodePoint(point)).join('') + (plain.length > 0 ? '-' : '');
  let handled = plain.length;
  let reached = 0x80;
  let delta = 0;
  let bias = 72;
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= reached));
    delta += (next - reached) * (handled + 1);
    reached = next;
    for (const point of points) {
      if (point < reached) delta += 1;
      if (point !== reached) continue;
      written += variableLength(delta, bias);
      bias = adapted(delta, handled + 1, handled === plain.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    reached += 1;
  }
  return written;
}

function variableLength(delta: number, bias: number): string {
  let written = '';
  let rest = delta;
  for (let place = base; ; place += base) {
    const threshold = Math.min(26, Math.max(1, place - bias));
    if (rest < threshold) return written + digitOf(rest);
    written += digitOf(threshold + ((rest - threshold) % (base - threshold)));
    rest = Math.floor((rest - threshold) / (base - threshold));
  }
}

function adapted(delta: number, points: number, isFirst: boolean): number {
  let scaled = Math.floor(delta / (isFirst ? 700 : 2));
  scaled += Math.floor(scaled / points);
  let places = 0;
  for (; scaled > 455; places += base) scaled = Math.floor(scaled / (base - 1));
  return places + Math.floor((base * scaled) / (scaled + 38));
}
