/** docs/runbooks has one for each kind of alarm: where a message leads, somebody finds what to do. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { alarmKinds } from '../../domain/alarm/alarm.js';
import type { AlarmKind } from '../../domain/alarm/alarm.js';
import { runbookOf } from '../../domain/alarm/message.js';
import { endedBy, severityOf } from '../../domain/alarm/nature.js';
import { read, root } from './sources.js';

/** What Prometheus alone finds out, with how pressing it is. */
const alertsAlone = [
  ...read('deploy/prometheus/rules/alerting.yml').matchAll(/severity: (\w+), alarm: ([a-z-]+) /g),
]
  .map(([, severity = '', kind = '']) => ({ severity, kind }))
  .filter(({ kind }) => !alarmKinds.some((one) => one === kind));

test('there is one for each kind of alarm and each alert, and no other', () => {
  expect(alertsAlone.length).toBeGreaterThan(2);
  expect(readdirSync(join(root, 'docs/runbooks')).sort()).toEqual(
    [...alarmKinds, ...alertsAlone.map(({ kind }) => kind)].map((kind) => `${kind}.md`).sort(),
  );
});

const ends = {
  reason: ['原因消失后自动解除', 'ends when its reason is gone'],
  acknowledgement: ['有人确认后解除', 'ends when somebody has acknowledged it'],
} as const;
const names = {
  critical: ['严重', 'Critical'],
  warning: ['警告', 'Warning'],
  minor: ['一般', 'Minor'],
} as const;

test.each(alarmKinds)(
  '%s is explained in both languages, with how pressing it is and what ends it',
  (kind: AlarmKind) => {
    explains(read(runbookOf(kind)), kind, names[severityOf(kind)], ends[endedBy(kind)]);
  },
);

test.each(alertsAlone)('$kind, of Prometheus alone, is explained alike', ({ kind, severity }) => {
  explains(read(`docs/runbooks/${kind}.md`), kind, names[severity as 'critical' | 'warning'], ends.reason);
});

function explains(
  page: string,
  kind: string,
  [severityZh, severityEn]: readonly [string, string],
  [endsZh, endsEn]: readonly [string, string],
): void {
  const [zh = '', en = ''] = page.split('\n---\n');
  expect(zh).toContain(`# ${kind}\n\n${severityZh}，${endsZh}。`);
  expect(en).toContain(`${severityEn}; ${endsEn}.`);
  for (const heading of ['**看什么**', '**做什么**']) expect(zh).toContain(heading);
  for (const heading of ['**Look at**', '**Do**']) expect(en).toContain(heading);
  expect(en).not.toMatch(/\p{Script=Han}/u);
}
