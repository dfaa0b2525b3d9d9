import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchema } from '../../../runtime/configuration/json-schema.js';
import { routeSchema } from '../../../runtime/configuration/route-schema.js';

const published = readFileSync(join(__dirname, '../../../docs/configuration.schema.json'), 'utf8');

test('the published schema of the configuration is the one in force; `npm run schema` renews it', () => {
  if (publishedSchema() !== published)
    throw new Error('docs/configuration.schema.json is not what the checks say: run `npm run schema`');
});

test('it names every protocol, requires routes and staff, and allows no field it does not know', () => {
  const schema = JSON.parse(published) as {
    required: string[];
    additionalProperties: boolean;
    properties: { routes: { items: { oneOf: { properties: { protocol: { const: string } } }[] } } };
  };
  expect(schema.required).toEqual(expect.arrayContaining(['version', 'routes', 'staff']));
  expect(schema.additionalProperties).toBe(false);
  const { oneOf } = schema.properties.routes.items;
  expect(oneOf.map(({ properties }) => properties.protocol.const)).toEqual(
    routeSchema.options.map((option) => option.shape.protocol.value),
  );
});
