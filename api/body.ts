/** Reads JSON bodies strictly: whatever two readers could understand differently is refused. */
import type { FastifyInstance } from 'fastify';
import { visit } from 'jsonc-parser';
import { Refusal } from '../domain/failure/catalogue.js';

/** Nothing of ours is nested half as deep. */
const mostDepth = 16;

/**
 * The value of a JSON document, or a {@link Refusal} `body-unreadable`: not UTF-8, not JSON (RFC 8259), nested deeper
 * than {@link mostDepth}, or with a field twice or named `__proto__`, which readers understand differently.
 */
export function readJson(bytes: Buffer): unknown {
  const text = textOf(bytes);
  let depth = 0;
  const fields: Set<string>[] = [];
  const deeper = (): void => {
    depth += 1;
    if (depth > mostDepth) throw unreadable(`expected at most ${mostDepth} levels`);
  };
  // Cheap, and before the parser builds anything of it.
  visit(
    text,
    {
      onObjectBegin: () => {
        deeper();
        fields.push(new Set());
      },
      onObjectProperty: (name) => {
        const known = fields.at(-1);
        if (known?.has(name) === true) throw unreadable('expected each field once');
        if (name === '__proto__') throw unreadable('expected no field of this name');
        known?.add(name);
      },
      onObjectEnd: () => {
        depth -= 1;
        fields.pop();
      },
      onArrayBegin: deeper,
      onArrayEnd: () => void (depth -= 1),
    },
    { disallowComments: true },
  );
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('expected JSON');
  }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable('expected UTF-8');
  }
}

const unreadable = (expected: string): Refusal => new Refusal('body-unreadable', [`(body): ${expected}`]);

/** Takes `application/json` in UTF-8, and no other content. */
export function takeJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    /^application\/json(?:;\s*charset=utf-?8)?$/i,
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, readJson(body as Buffer));
      } catch (failure) {
        done(failure as Error);
      }
    },
  );
}
