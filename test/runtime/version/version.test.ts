import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programVersion } from '../../../runtime/version/version.js';

test('the program tells the version of its package', () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8')) as {
    version: string;
  };
  expect(programVersion).toBe(version);
});
