/** Reads a schema back from PostgreSQL's own catalogue, so that a migration's whole effect shows as a diff. */
import { Client } from 'pg';
import { sections } from './sections.js';

const heading = `-- Generated from the migrations by \`npm run schema\`: what they add up to, read back from PostgreSQL's
-- catalogue. Not run by anybody, and not edited by hand: write a migration.`;

/**
 * The schema `public` as stable, readable text in alphabetical order: tables with columns,
 * constraints, indexes, triggers and the application role's rights; functions; sequences' rights.
 * `url` may be any role's that can connect; nothing is changed.
 */
export async function describeSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // One snapshot; and names are printed without their schema whatever the role's own path is.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL search_path = public');
    const { rows } = await client.query<{ name: string; kind: string }>(objects);
    const blocks: string[] = [];
    for (const { name, kind } of rows) {
      const lines = [`${kind} ${name}`];
      for (const { title, sql } of sections(kind)) {
        const found = await client.query<{ line: string }>(sql, [name]);
        lines.push(...found.rows.map(({ line }) => `  ${title}${line}`));
      }
      blocks.push(lines.join('\n'));
    }
    return `${[heading, ...blocks].join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}

/** Everything of the schema that has a definition of its own, by kind and name. */
const objects = `
  SELECT kind, name FROM (
    SELECT CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' ELSE 'table' END AS kind, relname::text AS name
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL
    SELECT 'function', oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ) AS found
  ORDER BY array_position(ARRAY['table', 'view', 'function', 'sequence'], kind), name COLLATE "C"`;
