/** Values as they may be shown to staff without a reason: enough to know one again, too little to use. */

/** `138****1234`; of anything shorter no more than its last two places. */
export function maskedNumber(value: string): string {
  const places = Array.from(value.trim());
  if (places.length < 8) return `****${places.slice(-2).join('')}`;
  const shown = places.length >= 11 ? 4 : 2;
  return `${places.slice(0, 3).join('')}****${places.slice(-shown).join('')}`;
}

/** `w***@example.com`; what is no address shows its first place. */
export function maskedEmail(value: string): string {
  const at = value.lastIndexOf('@');
  const [first = ''] = value;
  return at < 1 ? `${first}***` : `${first}***${value.slice(at)}`;
}

/** `张*`; every further name of one written with spaces likewise. */
export const maskedName = (value: string): string =>
  value
    .trim()
    .split(/\s+/)
    .map(([first = '']) => `${first}*`)
    .join(' ');

/** `1101**********002X`: where it was given out and its last four places, nothing of the birth date. */
export function maskedIdNumber(value: string): string {
  const places = Array.from(value.trim());
  return places.length < 15
    ? '*'.repeat(places.length)
    : [...places.slice(0, 4), '*'.repeat(places.length - 8), ...places.slice(-4)].join('');
}
