/** `bida drill ordinary-day` as an engineer runs it, short. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrdinaryScore } from '../../cli/drill/ordinary-day/score.js';
import { bida, jsonOf } from '../cli/commands/command-line.js';

const stateDir = mkdtempSync(join(tmpdir(), 'bida-ordinary-'));
afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

test('messages that fail in the ordinary way raise no alarm, and every notice is finished', async () => {
  const drill = ['drill', 'ordinary-day', '--state', stateDir];
  const refused = await bida([...drill, '--applications', '19']);
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('from 20 to 20000')]);
  const played = await bida([...drill, '--applications', '120', '--seed', 'bida', '--json']);
  expect(played.status).toBe(0);
  const score = jsonOf(played) as OrdinaryScore;
  expect(score.differences).toEqual([]);
  expect(score.accepted).toBeGreaterThanOrEqual(118);
  // Something did fail, or nothing would be shown.
  expect(score.undelivered).toBeGreaterThan(0);
  expect(score.silent).toBeGreaterThan(0);
  expect(score.delivered + score.undelivered + score.silent).toBe(score.accepted);
}, 180_000);
