import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReach, reachableHome } from '../../../cli/stack/postgres/reach.js';

describe('the account of PostgreSQL', () => {
  const stranger = { uid: 65_000, gid: 65_000 };
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bida-test-reach-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('reaches a folder only when it may pass through every one above', () => {
    const deep = join(folder, 'state', 'postgres');
    mkdirSync(deep, { recursive: true });
    expect(canReach(deep, stranger)).toBe(false);
    chmodSync(folder, 0o711);
    expect(canReach(deep, stranger)).toBe(true);
    expect(canReach(join(deep, 'yet to be made'), stranger)).toBe(true);
    const { uid, gid } = statSync(folder);
    chmodSync(folder, 0o700);
    expect(canReach(deep, { uid, gid })).toBe(true);
  });

  test('is let through a state folder that lies in the open, without being shown what is in it', () => {
    const said: string[] = [];
    expect(reachableHome(folder, stranger, (line) => said.push(line))).toBe(join(folder, 'postgres'));
    expect(statSync(folder).mode & 0o777).toBe(0o711);
    expect(said).toEqual([]);
  });
});
