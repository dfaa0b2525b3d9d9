import { z } from 'zod';
import { configurationSchema } from './configuration-schema.js';

/**
 * The configuration file as JSON Schema (2020-12), for editors and reviewers: what may be written, and the
 * defaults of what is left out. What spans several fields or files is checked when it is read.
 */
export const configurationJsonSchema = (): object => ({
  title: 'Bida configuration',
  ...z.toJSONSchema(configurationSchema, { io: 'input' }),
});

/** The schema as it is published in `docs/configuration.schema.json`. */
export const publishedSchema = (): string => `${JSON.stringify(configurationJsonSchema(), undefined, 2)}\n`;
