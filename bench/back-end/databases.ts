/** Temporal's databases beside the ledger, with the schemas of the very version that is measured. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { databasePasswords } from '../../cli/stack/postgres/passwords.js';
import { answers, databaseUrls } from '../../cli/stack/postgres/roles.js';
import { run } from '../../cli/stack/program.js';
import type { TemporalPlace } from '../../cli/stack/server.js';

/** How Temporal logs in, and to what. */
export interface TemporalDatabases {
  readonly user: string;
  readonly password: string;
  readonly histories: string;
  readonly visibility: string;
}

/** The plug-in for every PostgreSQL since 12. */
export const sqlPlugin = 'postgres12';

const answersWithinMs = 60_000;

/** Waits for the server, which starts at the same time. Rejects with what the schema tool said where it failed. */
export async function prepareDatabases(sqlTool: string, place: TemporalPlace): Promise<TemporalDatabases> {
  const databases = {
    user: 'temporal',
    password: randomBytes(24).toString('hex'),
    histories: 'temporal',
    visibility: 'temporal_visibility',
  };
  const superUrl = superUrlOf(place);
  await untilItAnswers(superUrl);
  const client = new Client({ connectionString: superUrl });
  await client.connect();
  try {
    await client.query(`CREATE ROLE ${databases.user} LOGIN PASSWORD '${databases.password}'`);
    for (const name of [databases.histories, databases.visibility])
      await client.query(`CREATE DATABASE ${name} OWNER ${databases.user}`);
  } finally {
    await client.end();
  }
  const bring = async (database: string, schema: string): Promise<void> => {
    const tool = toolOf(sqlTool, place.postgresPort, databases, database);
    await tool('setup-schema', '--version', '0.0');
    await tool('update-schema', '--schema-name', `postgresql/v12/${schema}`);
  };
  await bring(databases.histories, 'temporal');
  await bring(databases.visibility, 'visibility');
  return databases;
}

/** The way in of whoever set the server up. */
export const superUrlOf = ({ stateDir, postgresPort }: Omit<TemporalPlace, 'port'>): string =>
  databaseUrls(postgresPort, 'postgres', databasePasswords(stateDir)).superUrl;

async function untilItAnswers(superUrl: string): Promise<void> {
  const endsAt = Date.now() + answersWithinMs;
  while (!(await answers(superUrl))) {
    if (Date.now() > endsAt) throw new Error('PostgreSQL did not answer, and Temporal is to be on it');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function toolOf(sqlTool: string, port: number, { user, password }: TemporalDatabases, database: string) {
  const environment = {
    SQL_PLUGIN: sqlPlugin,
    SQL_HOST: '127.0.0.1',
    SQL_PORT: String(port),
    SQL_USER: user,
    SQL_PASSWORD: password,
    SQL_DATABASE: database,
  };
  return async (...args: readonly string[]): Promise<void> => {
    const { status, output } = await run(sqlTool, args, { environment, timeoutMs: 120_000 });
    if (status !== 0) throw new Error(`the schema of ${database} could not be set up: ${output.trim()}`);
  };
}
