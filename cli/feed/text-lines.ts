/**
 * The lines of a text file, plain or `.gz`, read as they come. Its own splitter, since that of
 * `node:readline` keeps a line of any length and also breaks inside JSON texts, at U+2028.
 */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A line longer than this many bytes is not kept. */
export const longestLineBytes = 1024 * 1024;

/** One line without its end, or what should have stood there; `line` is 0 for the file as a whole. */
export type TextLine =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly expected: string };

/** Reads a file, or a stream, line by line; never throws: what cannot be read is a line with `expected`. */
export async function* textLinesOf(given: string | Readable): AsyncGenerator<TextLine, void, undefined> {
  let line = 0;
  try {
    for await (const bytes of byteLines(typeof given === 'string' ? open(given) : given)) {
      line += 1;
      yield bytes === 'too-long'
        ? { line, expected: `a line of at most ${longestLineBytes / 1024} KiB` }
        : readLine(bytes, line);
    }
  } catch (failure) {
    yield { line: 0, expected: whyUnreadable(failure) };
  }
}

function open(file: string): Readable {
  const source = createReadStream(file);
  if (!file.endsWith('.gz')) return source;
  // A failure of either side reaches whoever reads the unpacked end.
  return pipeline(source, createGunzip(), () => undefined);
}

async function* byteLines(stream: Readable): AsyncGenerator<Buffer | 'too-long', void, undefined> {
  let kept: Buffer[] = [];
  let length = 0;
  const keep = (piece: Buffer) => {
    length += piece.length;
    if (length <= longestLineBytes) kept.push(piece);
    else kept = [];
  };
  const take = (): Buffer | 'too-long' => {
    const taken = length > longestLineBytes ? 'too-long' : Buffer.concat(kept);
    kept = [];
    length = 0;
    return taken;
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, from)) {
      keep(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    if (from < chunk.length) keep(chunk.subarray(from));
  }
  if (length > 0) yield take();
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readLine(bytes: Buffer, line: number): TextLine {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { line, expected: 'text in UTF-8' };
  }
  if (line === 1) text = text.replace(/^\uFEFF/, '');
  return { line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
}

function whyUnreadable(failure: unknown): string {
  const code =
    typeof failure === 'object' && failure !== null && 'code' in failure ? String(failure.code) : '';
  if (code.startsWith('Z_')) return 'a gzip file that is whole';
  return 'a file that exists and can be read';
}
