import { errorShape } from './error-shape.js';
import { mask } from './mask.js';

/** Fields that hold applicant data or secrets whatever their text looks like: a name has no pattern. */
const hiddenFields = new Set(
  (
    'applicant contacts contact mobile phone landline email idNumber pushTokens templateParam words documents ' +
    'guidance password secret token tokens authorization cookie accessKeySecret'
  )
    .split(' ')
    .map((field) => field.toLowerCase()),
);

const deepest = 6;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

// A bare prototype has no constructor, whatever the type says.
const classNameOf = (value: object): string =>
  (value.constructor as { readonly name?: string } | undefined)?.name ?? 'object';

/**
 * What is logged of a value before it becomes text: errors by their shape, plain objects and lists
 * member by member, other classes by name only (a response or request object carries everything).
 */
export function loggable(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return errorShape(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.map((item: unknown) => loggable(item, depth + 1));
  if (!isPlain(value)) return `[${classNameOf(value)}]`;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, loggable(member, depth + 1)]));
}

/** A JSON value with every text, key and number in it masked. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return mask(value);
  if (typeof value === 'number') {
    const text = Number.isInteger(value) ? BigInt(value).toString() : '';
    return mask(text) === text ? value : mask(text);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(masked);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      mask(key),
      hiddenFields.has(key.toLowerCase()) ? '[masked]' : masked(member),
    ]),
  );
}
