import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchForLeaks, searchStateForLeaks } from './leak-search.js';

const name = '欧阳金丝雀';
const mobile = '13900007001';
const folders: string[] = [];

/** A folder with these files in it. */
function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bida-leaks-'));
  folders.push(folder);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

describe('the search for leaks', () => {
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  test.each([
    ['utf8', Buffer.from('欧阳金丝雀')],
    ['utf16le', Buffer.from('欧阳金丝雀', 'utf16le')],
    ['utf16be', Buffer.from('欧阳金丝雀', 'utf16le').swap16()],
    ['gb18030', Buffer.from('c5b7d1f4bdf0cbbfc8b8', 'hex')],
    ['hex', Buffer.from(Buffer.from('欧阳金丝雀').toString('hex'))],
    ['HEX', Buffer.from(Buffer.from('欧阳金丝雀').toString('hex').toUpperCase())],
    ['percent', Buffer.from(encodeURIComponent('欧阳金丝雀'))],
    ['percent, lower case', Buffer.from(encodeURIComponent('欧阳金丝雀').toLowerCase())],
    ['json', Buffer.from('\\u6b27\\u9633\\u91d1\\u4e1d\\u96c0')],
    ['JSON', Buffer.from('\\u6B27\\u9633\\u91D1\\u4E1D\\u96C0')],
    ['base64 at 0', Buffer.from(Buffer.from('abc欧阳金丝雀!').toString('base64'))],
    ['base64 at 1', Buffer.from(Buffer.from('a欧阳金丝雀!').toString('base64'))],
    ['base64 at 2', Buffer.from(Buffer.from('ab欧阳金丝雀').toString('base64'))],
    ['base64url at 1', Buffer.from(Buffer.from('a欧阳金丝雀!!').toString('base64url'))],
  ])('finds a name written in %s', async (writing, bytes) => {
    const folder = folderWith({
      file: Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]),
    });
    const leaks = await searchForLeaks(folder, [name]);
    expect(leaks.every(({ canary, file, at }) => canary === name && file === 'file' && at >= 7)).toBe(true);
    expect(leaks.map((leak) => leak.writing)).toContain(writing);
  });

  test.each([0, 1, 2])(
    'finds a number in base64 with %i bytes before it, whatever follows',
    async (before) => {
      for (const after of ['', '7', '77'])
        expect(
          await searchForLeaks(
            folderWith({ file: Buffer.from(`${'x'.repeat(before)}13900007001${after}`).toString('base64') }),
            [mobile],
          ),
        ).toMatchObject([{ writing: `base64 at ${before}` }]);
    },
  );

  test('finds what stands on the border of two chunks, and at the very end', async () => {
    const bytes = Buffer.alloc(8 * 1024 * 1024, 'x');
    bytes.write('13900007001', 4 * 1024 * 1024 - 5);
    bytes.write('欧阳金丝雀', bytes.length - 15);
    expect(await searchForLeaks(folderWith({ big: bytes }), [name, mobile])).toEqual([
      { canary: mobile, writing: 'utf8', file: 'big', at: 4 * 1024 * 1024 - 5 },
      { canary: name, writing: 'utf8', file: 'big', at: bytes.length - 15 },
    ]);
  });

  test('looks into every folder but the excluded ones, and names the file', async () => {
    const folder = folderWith({
      'logs/a.log': 'to 13900007001',
      'simulator/log': 'to 13900007001',
      'simulator.txt': 'to 13900007001',
    });
    symlinkSync(join(folder, 'logs'), join(folder, 'link'));
    const files = (await searchForLeaks(folder, [mobile], ['simulator'])).map(({ file }) => file);
    expect(files).toEqual(['logs/a.log', 'simulator.txt']);
    const outside = await searchForLeaks(
      folder,
      [mobile],
      [join(folder, 'simulator'), join(folder, 'simulator.txt')],
    );
    expect(outside.map(({ file }) => file)).toEqual(['logs/a.log']);
  });

  test('finds nothing where other names and numbers stand', async () => {
    const folder = folderWith({ file: '欧阳金丝 雀 13900007002 1390000700', empty: '' });
    expect(await searchForLeaks(folder, [name, mobile])).toEqual([]);
  });

  test('looks into PostgreSQL’s files also where they are kept elsewhere', async () => {
    const elsewhere = folderWith({ 'data/base/1': 'x13900007001' });
    const folder = folderWith({ 'postgres.location': `${elsewhere}\n`, 'simulator/log': '13900007001' });
    expect(await searchStateForLeaks(folder, [mobile])).toMatchObject([{ file: 'data/base/1' }]);
  });

  test('refuses a text that chance could write', async () => {
    await expect(searchForLeaks(folderWith({}), ['139'])).rejects.toThrow(RangeError);
  });
});
