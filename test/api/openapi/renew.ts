// `npm run openapi`: writes the description of the API anew, as `/openapi.json` answers it.
import { writeFileSync } from 'node:fs';
import { documentFile, exportedDocument } from './exported.js';

void exportedDocument().then((document) => writeFileSync(documentFile, document));
