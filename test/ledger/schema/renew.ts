// `npm run schema`: writes what is published of the schemas anew: ledger/schema.sql from the migrations, on a
// throw-away PostgreSQL, and docs/configuration.schema.json from the configuration's own checks.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchema } from '../../../runtime/configuration/json-schema.js';
import { migratedSchema, schemaFile } from './migrated-schema.js';

writeFileSync(join(__dirname, '../../../docs/configuration.schema.json'), publishedSchema());
void migratedSchema().then((schema) => writeFileSync(schemaFile, schema));
