/** Aliyun writes its times as China's wall time, which has been UTC+8 without change since 1991. */
const offsetMs = 8 * 3_600_000;
const shape = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/** Epoch milliseconds of `YYYY-MM-DD HH:mm:ss` in China; undefined for anything that is no such time. */
export function instantOfWallTime(text: unknown): number | undefined {
  if (typeof text !== 'string' || !shape.test(text)) return undefined;
  const at = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(at)) return undefined;
  // Date.parse lets the 31st of a short month run over; a date that is none must not become another.
  const same = new Date(at).toISOString().slice(0, 19).replace('T', ' ') === text;
  return same ? at - offsetMs : undefined;
}

/** China's calendar date of an instant as Aliyun's `SendDate`: `YYYYMMDD`. */
export const sendDateOf = (at: number): string =>
  new Date(at + offsetMs).toISOString().slice(0, 10).replaceAll('-', '');
