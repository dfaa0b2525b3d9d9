/** The ways in which a text can come to stand in a file. */
import { leastBytes } from './needle-set.js';

/** One of them: its name and the bytes. */
interface Writing {
  readonly writing: string;
  readonly bytes: Buffer;
}

/**
 * Every way to write a text that is too long for chance; the same bytes under two names count once.
 *
 * @throws RangeError for a text that is too short even in UTF-8
 */
export function writingsOf(text: string): Writing[] {
  const utf8 = Buffer.from(text, 'utf8');
  if (utf8.length < leastBytes) throw new RangeError(`“${text}” is too short to be looked for`);
  const utf16le = Buffer.from(text, 'utf16le');
  const ascii = (writing: string, written: string): Writing => ({
    writing,
    bytes: Buffer.from(written, 'latin1'),
  });
  const gb18030 = inGb18030(text);
  const all: Writing[] = [
    { writing: 'utf8', bytes: utf8 },
    { writing: 'utf16le', bytes: utf16le },
    { writing: 'utf16be', bytes: Buffer.from(utf16le).swap16() },
    ...(gb18030 === undefined ? [] : [{ writing: 'gb18030', bytes: gb18030 }]),
    ...[0, 1, 2].flatMap((offset) => base64At(utf8, offset)),
    ascii('hex', utf8.toString('hex')),
    ascii('HEX', utf8.toString('hex').toUpperCase()),
    ascii(
      'percent',
      percent(text, (hex) => hex),
    ),
    ascii(
      'percent, lower case',
      percent(text, (hex) => hex.toLowerCase()),
    ),
    ascii('percent, every byte', utf8.toString('hex').toUpperCase().replace(/../g, '%$&')),
    ascii('form', percent(text, (hex) => hex).replaceAll('%20', '+')),
    ascii(
      'json',
      jsonEscaped(text, (hex) => hex),
    ),
    ascii(
      'JSON',
      jsonEscaped(text, (hex) => hex.toUpperCase()),
    ),
  ];
  const seen = new Set<string>();
  return all.filter(({ bytes }) => {
    const key = bytes.toString('latin1');
    return bytes.length >= leastBytes && !seen.has(key) && Boolean(seen.add(key));
  });
}

/** What of the text's base64 is the same whatever stands before and after it, in both alphabets. */
function base64At(bytes: Buffer, offset: number): Writing[] {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '');
  // Characters that hold bits of a neighbour: those before the text, and the last one if it is not full.
  const from = [0, 2, 3][offset] ?? 0;
  const to = (offset + bytes.length) % 3 === 0 ? padded.length : padded.length - 1;
  const core = padded.slice(from, to);
  const urlSafe = core.replaceAll('+', '-').replaceAll('/', '_');
  return [core, urlSafe].map((written, alphabet) => ({
    writing: `base64${alphabet === 0 ? '' : 'url'} at ${offset}`,
    bytes: Buffer.from(written, 'latin1'),
  }));
}

const percent = (text: string, asCase: (hex: string) => string): string =>
  encodeURIComponent(text).replace(/%../g, asCase);

const jsonEscaped = (text: string, asCase: (hex: string) => string): string =>
  [...Array(text.length).keys()]
    .map((index) => text.charCodeAt(index))
    .map((unit) =>
      unit < 128 ? String.fromCharCode(unit) : `\\u${asCase(unit.toString(16).padStart(4, '0'))}`,
    )
    .join('');

let twoBytes: Map<string, Buffer> | undefined;

/** The characters of GB 18030's two-byte plane, found by decoding all of it: Node can read it but not write it. */
function twoByteCharacters(): Map<string, Buffer> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const bytes = Buffer.from([lead, trail]);
      const character = decoder.decode(bytes);
      if (character.length === 1 && character !== '\ufffd') table.set(character, bytes);
    }
  return table;
}

/** The text in GB 18030, or undefined where it holds a character that needs four bytes. */
function inGb18030(text: string): Buffer | undefined {
  twoBytes ??= twoByteCharacters();
  const table = twoBytes;
  const written = Array.from(text, (character) =>
    character.charCodeAt(0) < 128 ? Buffer.from(character, 'latin1') : table.get(character),
  );
  return written.includes(undefined) ? undefined : Buffer.concat(written as Buffer[]);
}
