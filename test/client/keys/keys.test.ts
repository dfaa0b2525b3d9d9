/** Keys are changed while two processes report; nothing fails, and nothing becomes unreadable. */
import { readFileSync } from 'node:fs';
import { reportApplication } from '../../../client/intake/applications.js';
import { reportStage } from '../../../client/intake/stages.js';
import { retireKey } from '../../../client/keys/retire.js';
import { rewrapDataKeys } from '../../../client/keys/rewrap.js';
import { rotateKeys } from '../../../client/keys/rotate.js';
import { shownKeys } from '../../../client/keys/overview.js';
import type { KeysWorld } from '../../../client/keys/keys-world.js';
import { revealContacts } from '../../../client/reveal/contacts.js';
import { searchApplications } from '../../../client/search/search.js';
import { keepKeyUse, noteKeys } from '../../../ledger/key/keep-use.js';
import { processKeys, provedKeys } from '../../../runtime/keys/process-keys.js';
import type { ProcessKeys } from '../../../runtime/keys/process-keys.js';
import { readKeyring } from '../../../runtime/keys/keyring.js';
import { createSealing } from '../../../runtime/sealing/sealing.js';
import { ask } from '../../ledger/opened-ledger.js';
import { newKey, temporaryFolder, writePrivate } from '../../runtime/temporary-folder.js';
import { applicationBody, canaries, openedIntake, refusalOf, stageBodies } from '../intake-world.js';
import type { OpenedIntake } from '../intake-world.js';

const folder = temporaryFolder();
const staffRef = 'li.na';

/** One process of ours as far as keys go. */
interface Room {
  readonly keys: ProcessKeys;
  readonly world: OpenedIntake['world'];
  stop(): Promise<void>;
}

let opened: OpenedIntake;
let world: KeysWorld;
let rooms: Room[];
const failures: unknown[] = [];

beforeAll(async () => {
  opened = await openedIntake();
  const files = {
    ledger: writePrivate(folder, 'master.key', `first:${newKey()}\n`),
    codec: writePrivate(folder, 'codec.key', `codec-first:${newKey()}\n`),
  };
  const none = () => Promise.reject(new Error('no Temporal here'));
  world = {
    ledger: opened.api,
    clock: opened.world.clock,
    files,
    temporal: { service: none, namespace: 'none' },
  };
  rooms = await Promise.all([room(files), room(files)]);
});
afterAll(async () => {
  for (const one of rooms) await one.stop();
  await opened.close();
});

async function room(files: KeysWorld['files']): Promise<Room> {
  const none = () => Promise.resolve();
  const keys = processKeys({ masterKeyFile: files.ledger, codecKeyFile: files.codec }, () => ({
    logger: opened.world.logger,
    alarm: { raise: none, resolve: none },
    everyMs: 20,
    settleMs: 20,
  }));
  const { ledger } = opened;
  await noteKeys(ledger, keys.held());
  const use = keepKeyUse({
    ledger,
    held: () => keys.held(),
    failed: (failure) => void failures.push(failure),
  });
  keys.whenChanged(() => use.again());
  return {
    keys,
    world: { ...opened.world, sealing: createSealing(keys.ledger) },
    stop: async () => {
      await keys.stop();
      await use.stop();
    },
  };
}

const roomAt = (nth: number): Room => {
  const found = rooms[nth % rooms.length];
  if (found === undefined) throw new Error('no room');
  return found;
};

/** Application and decision, each by another process. */
async function report(nth: number): Promise<void> {
  const id = `K-${nth}`;
  expect((await reportApplication(roomAt(nth).world, id, applicationBody())).result).toBe('created');
  const { world: other } = roomAt(nth + 1);
  expect((await reportStage(other, id, 'final-decision', 1, stageBodies['final-decision'])).result).toBe(
    'created',
  );
}

/** As if the processes had been quiet about a key for that long. */
const quiet = (keyId: string) =>
  ask(
    opened.database.superUrl,
    `UPDATE key_use SET last_at = last_at - interval '1 hour' WHERE key_id = $1`,
    [keyId],
  );

let reported = 0;
/** However soon the keys are changed: what follows looks at more than one application. */
const atLeast = 8;
const load = { isOver: false };

test('keys are rotated and rewrapped while two processes report, and nothing fails', async () => {
  const reporting = (async () => {
    while (!load.isOver || reported < atLeast) await report((reported += 1));
  })();
  const [rotated] = await rotateKeys(world, ['ledger'], staffRef);
  expect(rotated).toMatchObject({ keyring: 'ledger', before: 'first', taken: true });
  const progress: number[] = [];
  let result = await rewrapDataKeys(world, { staffRef, batch: 3, progress: (done) => progress.push(done) });
  // A process may take another look at its file before it writes with the new key.
  while (result.left > 0 || rooms.some(({ keys }) => keys.ledger.keyIds[0] === 'first'))
    result = await rewrapDataKeys(world, { staffRef, batch: 3 });
  load.isOver = true;
  await reporting;
  expect(failures).toEqual([]);
  await rewrapDataKeys(world, { staffRef });
  expect(result.notOpened).toEqual([]);
  expect(progress).toEqual([...progress].sort((one, other) => one - other));
  const { keys } = await shownKeys(world);
  expect(keys).toMatchObject([
    { keyring: 'ledger', keyId: rotated?.keyId, state: 'current', rows: reported },
    { keyring: 'ledger', keyId: 'first', state: 'old', rows: 0, findsValues: true },
    { keyring: 'codec', keyId: 'codec-first', state: 'current' },
  ]);
});

test('a key that something needs is not retired, and the refusal says what', async () => {
  const [current] = readKeyring(world.files.ledger).keyIds;
  expect(await refusalOf(retireKey(world, 'nobody', staffRef))).toMatchObject({ code: 'key-unknown' });
  expect(await refusalOf(retireKey(world, current, staffRef))).toMatchObject({ code: 'key-in-use' });
  expect(await refusalOf(retireKey(world, 'first', staffRef, 0))).toEqual({
    code: 'key-in-use',
    fields: ['a process still writes with it: expected every process to follow the changed file'],
  });
  const [before] = await opened.ledger.query<{ keyId: string }>(
    `SELECT key_id AS "keyId" FROM application WHERE application_id = 'K-1'`,
  );
  const put = (keyId = '') =>
    ask(opened.database.superUrl, `UPDATE application SET key_id = $1 WHERE application_id = 'K-1'`, [keyId]);
  await quiet('first');
  await put('first');
  expect(await refusalOf(retireKey(world, 'first', staffRef))).toEqual({
    code: 'key-in-use',
    fields: ['1 data keys are wrapped under it: expected bida keys rewrap first'],
  });
  await put(before?.keyId);
});

test('a retired key leaves nothing unreadable or unfound, also for a process that starts afterwards', async () => {
  const text = readFileSync(world.files.ledger, 'utf8');
  const secret = /first:(.+)/.exec(text)?.[1] ?? '';
  await quiet('first');
  expect(await retireKey(world, 'first', staffRef)).toEqual({
    keyring: 'ledger',
    keyId: 'first',
    indexHeld: true,
  });
  expect(readFileSync(world.files.ledger, 'utf8')).not.toContain(secret);
  const late = await room(world.files);
  rooms.push(late);
  for (let nth = 1; nth <= reported; nth += 1) {
    const shown = await revealContacts(late.world, `K-${nth}`, { reason: 'asked', staffRef });
    expect(shown.contacts).toMatchObject({ mobile: canaries.mobile });
    const same = await reportApplication(late.world, `K-${nth}`, applicationBody());
    expect(same.result).toBe('known');
  }
  expect(await searchApplications(late.world, 'name', canaries.name)).toHaveLength(Math.min(reported, 100));
  expect(await shownKeys(world)).toMatchObject({ foundBy: { keyId: 'first', held: true } });
});

test('a data key that cannot be opened is named and left, and the others go on', async () => {
  const damage = `UPDATE application SET wrapped_key = overlay(wrapped_key placing '\\x00'::bytea from octet_length(wrapped_key)) WHERE application_id = 'K-2'`;
  await ask(opened.database.superUrl, damage);
  await rotateKeys(world, ['ledger'], staffRef);
  const result = await rewrapDataKeys(world, { staffRef, batch: 2 });
  expect(result).toMatchObject({
    rewrapped: reported - 1,
    left: 1,
    notOpened: [{ applicationId: 'K-2', trouble: 'damaged' }],
  });
});

test('a process with another key under a known name, or other keys to find values by, is refused', async () => {
  const { ledger } = opened;
  const held = (text: string) => {
    const keyring = readKeyring(writePrivate(folder, 'strange.key', text));
    return provedKeys({ ledger: keyring, codec: readKeyring(world.files.codec) });
  };
  await expect(noteKeys(ledger, held(`first:${newKey()}`))).rejects.toThrow(
    'the ledger key "first" is another',
  );
  await expect(noteKeys(ledger, held(`fresh:${newKey()}`))).rejects.toThrow(
    'values are found by the key "first"',
  );
});

test('who changed keys is on record for good, and no key is', async () => {
  const { database, ledger } = opened;
  const acts = await ledger.query<{ act: string; staffRef: string }>(
    'SELECT act, staff_ref AS "staffRef" FROM key_act ORDER BY act_id',
  );
  expect(new Set(acts.map(({ act }) => act))).toEqual(new Set(['rotated', 'rewrapped', 'retired']));
  expect(acts.every((act) => act.staffRef === staffRef)).toBe(true);
  await expect(ask(database.superUrl, 'DELETE FROM key_act')).rejects.toThrow('append-only');
});
