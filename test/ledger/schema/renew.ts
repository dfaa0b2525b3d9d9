// `npm run schema`: writes ledger/schema.sql anew from the migrations, on a throw-away PostgreSQL.
import { writeFileSync } from 'node:fs';
import { migratedSchema, schemaFile } from './migrated-schema.js';

void migratedSchema().then((schema) => writeFileSync(schemaFile, schema));
