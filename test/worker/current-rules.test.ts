import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationSchema } from '../../runtime/configuration/configuration-schema.js';
import { createLogger } from '../../runtime/logging/logger.js';
import { currentRules } from '../../worker/current-rules.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';

const folder = temporaryFolder();

function opened(name: string, holidays: readonly string[]) {
  const file = join(folder, name);
  const write = (days: readonly string[] | 'nonsense') =>
    writeFileSync(file, days === 'nonsense' ? '{' : JSON.stringify({ holidays: days, workdays: [] }));
  write(holidays);
  const clock = { at: 0, now: () => clock.at };
  let logged = '';
  const logger = createLogger({
    name: 'test',
    level: 'info',
    destination: { write: (line) => void (logged += line) },
  });
  const calendar = { holidays: file };
  const configuration = configurationSchema.parse({
    version: 1,
    calendar,
    routes: [],
    staff: { callBackNumber: '95599' },
  });
  return { write, clock, rules: currentRules(configuration, clock, logger), logged: () => logged };
}

test('a holiday added to the bank’s own file is in force a moment later, without a restart', () => {
  const { write, clock, rules } = opened('days.json', []);
  expect(rules().days.isWorkday('2026-11-25')).toBe(true);
  write(['2026-11-25']);
  clock.at += 1_000;
  expect(rules().days.isWorkday('2026-11-25')).toBe(false);
});

test('a file that is no longer right is told of once, and the calendar in force stays', () => {
  const { write, clock, rules, logged } = opened('broken.json', ['2026-11-25']);
  write('nonsense');
  for (let looks = 0; looks < 3; looks += 1) {
    clock.at += 1_000;
    expect(rules().days.isWorkday('2026-11-25')).toBe(false);
  }
  expect(logged().match(/cannot be used/g)).toHaveLength(1);
  write([]);
  clock.at += 1_000;
  expect(rules().days.isWorkday('2026-11-25')).toBe(true);
});
