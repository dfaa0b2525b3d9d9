/** docs/runbooks has one for each kind of alarm: where a message leads, somebody finds what to do. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { alarmKinds } from '../../domain/alarm/alarm.js';
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { runbookOf } from '../../domain/alarm/message.js';
import { endedBy, severityOf } from '../../domain/alarm/nature.js';
import { read, root } from './sources.js';

test('there is one for each kind, and no other', () => {
  expect(readdirSync(join(root, 'docs/runbooks')).sort()).toEqual(
    [...alarmKinds].map((kind) => `${kind}.md`).sort(),
  );
});

const ends = {
  reason: ['原因消失后自动解除', 'ends when its reason is gone'],
  acknowledgement: ['有人确认后解除', 'ends when somebody has acknowledged it'],
};
const names = { critical: ['严重', 'Critical'], warning: ['警告', 'Warning'], minor: ['一般', 'Minor'] };

test.each(alarmKinds)(
  '%s is explained in both languages, with how pressing it is and what ends it',
  (kind: AlarmKind) => {
    const page = read(runbookOf(kind));
    const [zh = '', en = ''] = page.split('\n---\n');
    const [endsZh, endsEn] = ends[endedBy(kind)];
    const [severityZh, severityEn] = names[severityOf(kind)];
    expect(zh).toContain(`# ${kind}\n\n${String(severityZh)}，${String(endsZh)}。`);
    expect(en).toContain(`${String(severityEn)}; ${String(endsEn)}.`);
    for (const heading of ['**看什么**', '**做什么**']) expect(zh).toContain(heading);
    for (const heading of ['**Look at**', '**Do**']) expect(en).toContain(heading);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  },
);
