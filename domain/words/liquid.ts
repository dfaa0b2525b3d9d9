/**
 * Liquid as words may use it: `if` and `for`, the filter `join`, fields by their plain names. No file,
 * no other tag or filter, nothing of an object's prototype. Values are data: what looks like Liquid in
 * one is text.
 */
import { Liquid } from 'liquidjs';
import type { Template as Parsed } from 'liquidjs';

const allowedTags = new Set(['if', 'for']);
const allowedFilters = new Set(['join']);

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // A field that may be absent is asked for by `if`; printing it is still refused.
  lenientIf: true,
  // All missing fields are told at once.
  catchAllErrors: true,
  // Lookups go to these, and there are none: no file is ever read.
  templates: {},
  parseLimit: 10_000,
  renderLimit: 1_000,
  memoryLimit: 200_000,
});
for (const name of Object.keys(engine.tags))
  if (!allowedTags.has(name)) Reflect.deleteProperty(engine.tags, name);
for (const name of Object.keys(engine.filters))
  if (!allowedFilters.has(name)) Reflect.deleteProperty(engine.filters, name);

/** A text that is no Liquid of ours. */
export interface NoLiquid {
  /** What is wrong, in one line. */
  readonly fault: string;
}

/** Reads a text; never throws. */
export function parseLiquid(text: string): { readonly parsed: Parsed[] } | NoLiquid {
  try {
    return { parsed: engine.parse(text) };
  } catch (failure) {
    const [first = failure] = errorsOf(failure);
    const message = first instanceof Error ? first.message : 'cannot be read';
    return { fault: (message.split('\n')[0] ?? '').replaceAll(/\s+/g, ' ') };
  }
}

/** The fields a parsed text uses, each as written: `name`, or `name.first` where it reaches inside. */
export const fieldsOfLiquid = (parsed: Parsed[]): string[] => [
  ...new Set(
    engine.globalVariableSegmentsSync(parsed).map((segments) => segments.map((one) => String(one)).join('.')),
  ),
];

/** What the engine collected: it throws all it found as one. */
const errorsOf = (failure: unknown): readonly unknown[] =>
  (failure as { errors?: readonly unknown[] } | undefined)?.errors ?? [];

/** The field an error says is not there; undefined for an error of another kind. */
const undefinedIn = (failure: unknown): unknown =>
  (failure as { originalError?: { variableName?: unknown } } | undefined)?.originalError?.variableName;

/**
 * Renders a parsed text, or names what it lacks.
 * @throws RangeError where a text asks for more work than words ever need; it quotes nothing
 */
export function renderLiquid(
  parsed: Parsed[],
  fields: object,
): { readonly text: string } | { readonly missing: string[] } {
  const missing: unknown[] = [];
  try {
    return { text: String(engine.renderSync(parsed, fields)) };
  } catch (failure) {
    missing.push(...errorsOf(failure).map(undefinedIn));
  }
  if (missing.length > 0 && missing.every((name) => typeof name === 'string'))
    return { missing: [...new Set(missing)] };
  // The engine's own error may quote a value: it is not passed on, not even as a cause.
  throw new RangeError('these words ask for more than rendering allows');
}
