// What people and phone books put between digits: spaces and dashes of every kind, brackets, marks of direction.
const gap = '[ \\t\\u00a0\\u2000-\\u2015\\u202a-\\u202f\\u2060-\\u2064\\u2212\\u3000\\ufeff()（）-]{0,3}';
const joint = '[^\\p{L}\\p{N}\\n]{1,3}';

/** Tried everywhere, overlapping, so that a number is found also behind one that merely looks like one. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)(?:\d{17}[\dXx]|(?!0086)\d{15})(?!\d)/g, '[id-number]'],
  [/(?<!\d)\d{6}[ -]?(?:18|19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?!\d)/g, '[id-number]'],
  [
    new RegExp(`(?<!\\d)(?:(?:\\+|00)?${gap}86${gap}|0${gap})?1${gap}[3-9](?:${gap}\\d){9}(?!\\d)`, 'g'),
    '[mobile]',
  ],
  [new RegExp(`(?<!\\d)1[3-9]\\d${joint}\\d{4}${joint}\\d{4}(?!\\d)`, 'gu'), '[mobile]'],
  [new RegExp(`\\+(?!86)[1-9]\\d{0,2}(?:${gap}\\d){7,12}(?!\\d)`, 'g'), '[phone]'],
  [/(?<!\d)0\d{2,3}[ -]\d{3,4}[ -]?\d{4}(?!\d)/g, '[phone]'],
  [/(?<!\d)\d{4}(?:[ -]\d{4}){3,4}(?:[ -]?\d{1,3})?(?!\d)/g, '[digits]'],
  [/\d{11,}/g, '[digits]'],
];

const kept = new RegExp(
  [
    '(?<![0-9a-f])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z])', // a UUID
    '(?<!\\d)1[6-9]\\d{11}(?!\\d)', // epoch milliseconds from 2020 to 2033
  ].join('|'),
  'gi',
);

interface Found {
  readonly from: number;
  to: number;
  readonly name: string;
}

function findAll(text: string): Found[] {
  const found: Found[] = [];
  for (const [pattern, name] of masks) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      found.push({ from: match.index, to: match.index + match[0].length, name });
      // Inside a run of digits no other number begins, so the search goes on behind the match's first group.
      pattern.lastIndex = match.index + Math.max(1, /^\d*/.exec(match[0])?.[0].length ?? 1);
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to);
}

function maskPiece(text: string): string {
  let masked = '';
  let done = 0;
  let open: Found | undefined;
  for (const next of findAll(text)) {
    if (open !== undefined && next.from < open.to) {
      open.to = Math.max(open.to, next.to);
      continue;
    }
    if (open !== undefined) {
      masked += text.slice(done, open.from) + open.name;
      done = open.to;
    }
    open = next;
  }
  if (open === undefined) return text;
  return masked + text.slice(done, open.from) + open.name + text.slice(open.to);
}

/** Masks numbers that could be a person's; UUIDs and epoch milliseconds stay, ISO times have no such number in them. */
export function maskNumbers(text: string): string {
  if (!/\d/.test(text)) return text;
  let masked = '';
  let done = 0;
  for (const match of text.matchAll(kept)) {
    masked += maskPiece(text.slice(done, match.index)) + match[0];
    done = match.index + match[0].length;
  }
  return masked + maskPiece(text.slice(done));
}
