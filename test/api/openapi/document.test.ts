/** docs/openapi.json is what the code says, and a valid OpenAPI 3.1 document by its structure (OAS 3.1.1, 4.8). */
import { committedDocument, exportedDocument } from './exported.js';
import { document, operations } from './operations.js';

test('the committed document is the one the code gives; `npm run openapi` renews it', async () => {
  if ((await exportedDocument()) !== committedDocument())
    throw new Error('docs/openapi.json is not what the code gives: run `npm run openapi`');
});

test('it says which OpenAPI it is, what it describes, and how a caller shows who they are', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({ title: expect.any(String) as unknown, version: '1' });
  // Any one of them is enough.
  const ways = document.security.flatMap((requirement) => Object.keys(requirement));
  expect(Object.keys(document.components.securitySchemes)).toEqual(ways);
});

/** Everything an object holds, with the place it stands at. */
function* everythingIn(value: unknown, at = '#'): Generator<{ at: string; value: unknown }> {
  yield { at, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value))
    yield* everythingIn(member, `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

test('every reference points to something in it, and no name of a schema needs quoting', () => {
  const all = new Map([...everythingIn(document)].map(({ at, value }) => [at, value]));
  const references = [...all].flatMap(([at, value]) =>
    at.endsWith('/$ref') && typeof value === 'string' ? [value] : [],
  );
  expect(references.length).toBeGreaterThan(20);
  expect(references.filter((reference) => !all.has(reference))).toEqual([]);
  for (const name of Object.keys(document.components.schemas)) expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
});

test('every schema is one of JSON Schema 2020-12 by its keywords', () => {
  const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
  const wrong = [...everythingIn(document.components.schemas)].flatMap(({ at, value }) => {
    if (/\/(properties|examples|default|const|enum)$/.test(at)) return [];
    const { type, required, enum: words, nullable } = (value ?? {}) as Record<string, unknown>;
    const isSchema = !/\/properties$/.test(at.slice(0, at.lastIndexOf('/'))) || typeof value === 'object';
    if (!isSchema || typeof value !== 'object' || Array.isArray(value)) return [];
    const isSound =
      (type === undefined ||
        typeof type === 'object' ||
        [type].flat().every((one) => types.includes(one as string))) &&
      (required === undefined || Array.isArray(required) || typeof required === 'object') &&
      (words === undefined || Array.isArray(words) || typeof words === 'object') &&
      // OpenAPI 3.0's own, which 3.1 does not know.
      nullable === undefined;
    return isSound ? [] : [at];
  });
  expect(wrong).toEqual([]);
});

test.each(operations)('$name is described whole', ({ path, operation }) => {
  expect(path).toMatch(/^\/[^?#]*$/);
  expect(operation.summary).toMatch(/\S/);
  const known = document.tags.map(({ name }) => name);
  expect(operation.tags).toHaveLength(1);
  expect(known).toEqual(expect.arrayContaining([...(operation.tags ?? [])]));
  const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const parameters = (operation.parameters ?? []).filter((one) => one.in === 'path');
  expect(parameters.map(({ name }) => name).sort()).toEqual(named.sort());
  expect(parameters.every(({ required }) => required === true)).toBe(true);
  expect(Object.keys(operation.responses)).not.toEqual([]);
  for (const [status, { description }] of Object.entries(operation.responses)) {
    expect(status).toMatch(/^[1-5]\d\d$/);
    expect(description).toMatch(/\S/);
  }
});

test('no address asks for anything of an applicant', () => {
  const asked = operations.flatMap(({ operation }) =>
    (operation.parameters ?? []).filter((one) => one.in !== 'header').map(({ name }) => name),
  );
  for (const name of asked) expect(name).not.toMatch(/mobile|phone|email|name$|idNumber|landline/i);
});
