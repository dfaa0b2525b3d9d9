import { committedSchema, migratedSchema } from './migrated-schema.js';
import { openedLedger, ask } from '../opened-ledger.js';
import { describeSchema } from '../../../ledger/schema/describe.js';

describe('the described schema', () => {
  test('is the committed one; after a new migration `npm run schema` renews it', async () => {
    const migrated = await migratedSchema();
    if (migrated !== committedSchema())
      throw new Error('ledger/schema.sql is not what the migrations make: run `npm run schema`');
  });

  test('shows what a migration might change: columns, defaults, rights, indexes and triggers', async () => {
    const { database, close } = await openedLedger(1);
    try {
      const before = await describeSchema(database.migrateUrl);
      expect(await describeSchema(database.url)).toBe(before);
      for (const [change, shown] of [
        ['ALTER TABLE alarm ALTER times SET DEFAULT 2', 'column times integer NOT NULL DEFAULT 2'],
        ['ALTER TABLE alarm ALTER last_at DROP NOT NULL', 'column last_at timestamp with time zone\n'],
        ['GRANT UPDATE (detail) ON event TO bida_app', 'grant bida_app on column detail: UPDATE'],
        ['GRANT SELECT ON report TO PUBLIC', 'grant everybody: SELECT'],
        ['ALTER TABLE outbox ADD CHECK (tries >= 0)', 'CHECK ((tries >= 0))'],
        ['CREATE INDEX alarm_kind ON alarm (kind)', 'index CREATE INDEX alarm_kind'],
        ['CREATE VIEW open_alarm AS SELECT kind FROM alarm', 'view open_alarm'],
        ['CREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$ SELECT 2 $$', 'function two()'],
      ] as const) {
        expect(before).not.toContain(shown);
        await ask(database.migrateUrl, change);
        expect(await describeSchema(database.migrateUrl)).toContain(shown);
      }
      await ask(database.migrateUrl, 'DROP TRIGGER event_is_append_only ON event');
      expect(await describeSchema(database.migrateUrl)).not.toContain('CREATE TRIGGER event_is_append_only');
    } finally {
      await close();
    }
  });
});
