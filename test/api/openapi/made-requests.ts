/** Makes requests from the exported document: right ones, nearly right ones, and ones that are nothing like it. */
import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { document } from './operations.js';
import type { Operation } from './operations.js';

/** As much of JSON Schema as the document uses. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

export interface MadeRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, where the address takes one. */
  readonly body?: string;
}

/** Stands in what is made up, and may come back in no refusal. */
export const canary = '13700137009';

/** What programs get wrong, and what people try. */
const strange: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      canary,
      `x${canary}`,
      '../../etc/passwd',
      '%00',
      '\u0000',
      "' OR 1=1 --",
      '{{7*7}}',
      '${7*7}',
    ],
    ...[
      '\u202egnp.exe',
      '１３７００１３７００９',
      'А-1',
      '𠮷',
      '\ud800',
      'null',
      '1e999',
      '<script>alert(1)</script>',
    ],
    ...[null, true, -1, 0.5, 1e308, 2 ** 53, [], {}, [[[[]]]], { constructor: 1 }],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const mostItems = 5;

/** Values that the schema allows. */
function valuesOf(given: object): Arbitrary<unknown> {
  const schema = given as Schema;
  if (schema.$ref !== undefined)
    return valuesOf(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map(valuesOf));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objectsOf(schema);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? mostItems, mostItems)),
      });
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, Number.MIN_SAFE_INTEGER),
        max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({
        min: schema.minimum ?? schema.exclusiveMinimum ?? 0,
        max: schema.maximum ?? 1e9,
        minExcluded: schema.exclusiveMinimum !== undefined,
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return stringsOf(schema);
    case undefined:
    default:
      return strange;
  }
}

const objectsOf = ({ properties = {}, required = [], additionalProperties }: Schema): Arbitrary<unknown> => {
  if (Object.keys(properties).length === 0 && typeof additionalProperties === 'object')
    return fc.dictionary(fc.string({ maxLength: 12 }), valuesOf(additionalProperties), { maxKeys: 3 });
  const model = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valuesOf(one)]));
  return fc.record(model, { requiredKeys: [...required] });
};

function stringsOf({ pattern, format, minLength = 0, maxLength = 40 }: Schema): Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  // The patterns of dates allow the year 0000; a real one is the more telling.
  if (format === 'date') return fc.integer({ min: 0, max: 3_000 }).map((day) => instantOf(day).slice(0, 10));
  if (format === 'date-time') return fc.integer({ min: 0, max: 3_000 }).map(instantOf);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    fc.string({ minLength, maxLength: Math.min(maxLength, 40) }),
    fc
      .constantFrom('王小明', canary, 'chen@example.com', '13800138000')
      .filter((text) => text.length <= maxLength),
  );
}

const instantOf = (day: number): string => new Date(Date.UTC(2024, 0, 1) + day * 86_400_000).toISOString();

/** The same with one place in it put wrong, something added, or something taken away. */
const spoilt = (value: unknown, wrong: unknown, place: number): unknown => {
  if (typeof value !== 'object' || value === null) return wrong;
  const names = Object.keys(value);
  const name = names[place % (names.length + 1)];
  if (name === undefined)
    return Array.isArray(value) ? [...(value as unknown[]), wrong] : { ...value, extra: wrong };
  const { [name]: left, ...others } = value as Record<string, unknown>;
  if (place % 3 === 0) return others;
  return { ...others, [name]: place % 2 === 0 ? wrong : spoilt(left, wrong, Math.floor(place / 2)) };
};

/** A part of an address as text: of the schema, or known to be on record, or strange. */
const texts = (schema: object, known: readonly string[]): Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: known.length === 0 ? valuesOf(schema).map(textOf) : fc.constantFrom(...known) },
    { weight: 2, arbitrary: valuesOf(schema).map(textOf) },
    { weight: 1, arbitrary: strange.map(textOf) },
  );
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
/** Half a surrogate pair is no text that could be sent. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
const escaped = (text: string): string => encodeURIComponent(wellFormed(text));

/** Requests of one address; `known` are values of its parameters that are on record. */
export function requestsOf(
  path: string,
  { parameters = [], requestBody }: Operation,
  known: Readonly<Record<string, readonly string[]>>,
): Arbitrary<MadeRequest> {
  const of = (place: string) => parameters.filter((one) => one.in === place);
  const inPath = fc.record(
    Object.fromEntries(of('path').map(({ name, schema = {} }) => [name, texts(schema, known[name] ?? [])])),
  );
  const inQuery = fc.record(
    Object.fromEntries(of('query').map(({ name, schema = {} }) => [name, texts(schema, known[name] ?? [])])),
    { requiredKeys: [] },
  );
  const schema = requestBody?.content['application/json']?.schema;
  const bodies: Arbitrary<string | undefined> =
    schema === undefined
      ? fc.constant(undefined)
      : fc
          .tuple(valuesOf(schema), fc.option(fc.tuple(strange, fc.nat(60)), { freq: 2 }))
          .map(([right, wrong]) => JSON.stringify(wrong === null ? right : spoilt(right, ...wrong)))
          .map(wellFormed);
  return fc.tuple(inPath, inQuery, bodies).map(([parts, query, body]) => {
    // An empty part or one of dots would be another address.
    const partOf = (name: string) =>
      escaped(/^\.{0,2}$/.test(parts[name] ?? '') ? 'x' : (parts[name] ?? 'x'));
    const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => partOf(name));
    const asked = Object.entries(query).map(([name, value]) => `${name}=${escaped(value ?? '')}`);
    return {
      path: asked.length === 0 ? address : `${address}?${asked.join('&')}`,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    };
  });
}
