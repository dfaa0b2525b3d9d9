/** Real files that change while they are followed; the looks are short, and nothing is asked before it has come about. */
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { followConfiguration } from '../../../runtime/configuration/follow.js';
import type { Followed } from '../../../runtime/follow/follow-files.js';
import { readInForce } from '../../../runtime/configuration/in-force.js';
import type { ReadConfiguration } from '../../../runtime/configuration/in-force.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { until } from '../../journeys/until.js';
import { temporaryFolder, writePrivate } from '../temporary-folder.js';

const secretText = 'receipt-secret-0123456789';
const open: Followed<unknown>[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

const written = (weight: number, more: object = {}) => ({
  version: 1,
  routes: [
    {
      route: 'sms/aliyun',
      protocol: 'aliyun-sms',
      endpoint: 'https://dysmsapi.aliyuncs.com',
      accessKeyId: 'LTAI-test',
      accessKeySecretFile: 'account.secret',
      signName: '必达',
      receiptSecretFile: 'receipt.secret',
      weight,
    },
  ],
  staff: { callBackNumber: '400-800-0000' },
  ...more,
});

/** A folder with a configuration in it. */
function folderWith(json: object = written(1)) {
  const folder = temporaryFolder();
  const file = join(folder, 'configuration.json');
  writePrivate(folder, 'account.secret', 'account-secret');
  writePrivate(folder, 'receipt.secret', secretText);
  const write = (text: object | string) =>
    writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
  write(json);
  return { folder, file, write };
}

/** The same, followed; `opened` counts how often something was made of it. */
function followed(place = folderWith(), more: { open?: (read: ReadConfiguration) => unknown } = {}) {
  let lines = '';
  const logger = createLogger({
    name: 'test',
    level: 'info',
    destination: { write: (line) => void (lines += line) },
  });
  const alarms: string[] = [];
  const seen = { opened: 0, isLedgerAway: false };
  const tell = (word: string) => async () => {
    if (seen.isLedgerAway) throw new Error('no ledger');
    alarms.push(word);
    await Promise.resolve();
  };
  const inForce = followConfiguration<ReadConfiguration>({
    file: place.file,
    logger,
    open: (read) => {
      seen.opened += 1;
      more.open?.(read);
      return read;
    },
    alarm: { raise: tell('raised'), resolve: tell('resolved') },
    everyMs: 10,
    settleMs: 5,
  });
  open.push(inForce);
  const weight = () => inForce.current.configuration.routes[0]?.weight;
  return { ...place, inForce, weight, alarms, seen, logged: () => lines };
}

test('a changed file is in force a moment later as a whole, under another version', async () => {
  const { inForce, write, weight, alarms } = followed();
  const before = inForce.current;
  write(written(7, { policies: { 'final-decision': { sms: 'strict' } } }));
  await until(() => weight() === 7);
  expect(inForce.current.configuration.policies['final-decision'].sms).toBe('strict');
  expect(inForce.current.version).not.toBe(before.version);
  // Whoever took hold of it before goes on with what it took.
  expect(before.configuration.routes[0]?.weight).toBe(1);
  expect(alarms).not.toContain('raised');
});

test.each([
  ['no JSON', '{'],
  ['a field that is none', written(9, { suprise: secretText })],
  ['a secret whose file is not there', JSON.stringify(written(9)).replace('receipt.secret', 'none.secret')],
])('%s is refused as a whole, told of once, and what was in force stays', async (_name, text) => {
  const { inForce, write, weight, alarms, logged } = followed();
  const { version } = inForce.current;
  write(text);
  await until(() => alarms.includes('raised'));
  expect(weight()).toBe(1);
  expect(inForce.current.version).toBe(version);
  write(written(2));
  await until(() => weight() === 2);
  await until(() => alarms.at(-1) === 'resolved');
  expect(logged().match(/is refused as a whole/g)).toHaveLength(1);
  expect(alarms.filter((word) => word === 'raised')).toHaveLength(1);
  expect(logged()).not.toContain(secretText);
});

test('the faults of a refused file are named by their places', async () => {
  const { write, alarms, logged } = followed();
  write({ ...written(1), staff: {} });
  await until(() => alarms.includes('raised'));
  expect(logged()).toContain('staff.callBackNumber: expected a telephone number');
});

test('a file that is missing what it names comes into force once that is there', async () => {
  const { folder, write, weight, alarms } = followed();
  write(JSON.stringify(written(3)).replace('receipt.secret', 'new.secret'));
  await until(() => alarms.includes('raised'));
  writePrivate(folder, 'new.secret', 'another-receipt-secret');
  await until(() => weight() === 3);
  await until(() => alarms.at(-1) === 'resolved');
});

test('a secret that was rotated is a change, and no part of the version', async () => {
  const { folder, inForce, seen } = followed();
  const { version } = inForce.current;
  writePrivate(folder, 'account.secret', 'rotated');
  await until(() => seen.opened === 2);
  expect(inForce.current.version).toBe(version);
});

test('a secret that everybody may read is refused like any fault', async () => {
  const { folder, seen, alarms } = followed();
  writePrivate(folder, 'account.secret', 'rotated', 0o644);
  await until(() => alarms.includes('raised'));
  expect(seen.opened).toBe(1);
});

test('a file put in the place of another is a change, and so is the target of a link', async () => {
  const place = folderWith();
  const { folder, file } = place;
  for (const [name, weight] of [
    ['one', 1],
    ['two', 5],
  ] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'configuration.json'), JSON.stringify(written(weight)));
    writePrivate(join(folder, name), 'account.secret', 'account-secret');
    writePrivate(join(folder, name), 'receipt.secret', secretText);
  }
  const replace = (make: (name: string) => void, name: string) => {
    make(join(folder, 'next'));
    renameSync(join(folder, 'next'), name);
  };
  const renamed = followed(place);
  replace((name) => writeFileSync(name, JSON.stringify(written(4))), file);
  await until(() => renamed.weight() === 4);

  replace((name) => symlinkSync('one', name), join(folder, 'current'));
  const linked = followed({ ...place, file: join(folder, 'current', 'configuration.json') });
  expect(linked.weight()).toBe(1);
  replace((name) => symlinkSync('two', name), join(folder, 'current'));
  await until(() => linked.weight() === 5);
});

test('while the file is gone what was in force stays', async () => {
  const { file, write, weight, alarms } = followed();
  rmSync(file);
  await until(() => alarms.includes('raised'));
  expect(weight()).toBe(1);
  write(written(6));
  await until(() => weight() === 6);
});

test('what cannot be opened is refused as a whole', async () => {
  const refuse = { now: false };
  const { write, weight, alarms } = followed(folderWith(), {
    open: () => {
      if (refuse.now) throw new RangeError('the service account is not JSON');
    },
  });
  refuse.now = true;
  write(written(8));
  await until(() => alarms.includes('raised'));
  expect(weight()).toBe(1);
});

test('an alarm the ledger could not take is raised when it is back', async () => {
  const { write, seen, alarms, logged } = followed();
  await until(() => alarms.length === 1);
  seen.isLedgerAway = true;
  write('{');
  await until(() => logged().includes('waits for the ledger'));
  seen.isLedgerAway = false;
  await until(() => alarms.at(-1) === 'raised');
});

test('a process does not begin with a file that is not right', () => {
  const { file, write } = folderWith();
  write('{');
  expect(() => followed({ ...folderWith(), file })).toThrow(/expected JSON/);
});

test('the version is that of what the file says, wherever it lies and however it is laid out', () => {
  const one = folderWith();
  const other = folderWith();
  const versionOf = ({ file }: { file: string }) => readInForce(file).version;
  expect(versionOf(one)).toMatch(/^[0-9a-f]{8}$/);
  const { version, ...rest } = written(1);
  other.write(JSON.stringify({ ...rest, version }, undefined, 4));
  expect(versionOf(other)).toBe(versionOf(one));
  other.write(written(2));
  expect(versionOf(other)).not.toBe(versionOf(one));

  const dated = (holidays: string[]) => {
    writeFileSync(join(one.folder, 'days.json'), JSON.stringify({ holidays, workdays: [] }));
    one.write(written(1, { calendar: { holidays: 'days.json' } }));
    return versionOf(one);
  };
  expect(dated(['2026-11-25'])).not.toBe(dated([]));
  const tabled = (row: string) => {
    writeFileSync(join(one.folder, 'segments.csv'), `prefix,province,carrier\n${row}\n`);
    one.write(written(1, { numberSegments: 'segments.csv' }));
    return versionOf(one);
  };
  expect(tabled('139,,china-mobile')).not.toBe(tabled('139,上海,china-mobile'));
});

test('a holiday added to the bank’s own file is in force a moment later', async () => {
  const place = folderWith();
  const days = (holidays: string[]) =>
    writeFileSync(join(place.folder, 'days.json'), JSON.stringify({ holidays, workdays: [] }));
  days([]);
  place.write(written(1, { calendar: { holidays: 'days.json' } }));
  const { inForce } = followed(place);
  const isWorkday = () => inForce.current.rules.days.isWorkday('2026-11-25');
  expect(isWorkday()).toBe(true);
  days(['2026-11-25']);
  await until(() => isWorkday() === false);
});
