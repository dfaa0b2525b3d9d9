import { approvedIn, drillFeed, lostProvinceShare } from '../../../cli/drill/feed.js';
import { drillProvinces, lostProvince, segmentTable } from '../../../cli/drill/provinces.js';

const feed = drillFeed({ seed: 'test', applications: 2_000, lastsMs: 200_000 });
const applications = feed.filter(({ event }) => event === 'application');
const mobileOf = ({ data }: (typeof feed)[number]): string => (data['contacts'] as { mobile: string }).mobile;

test('the same seed gives the same feed, another seed another', () => {
  expect(drillFeed({ seed: 'test', applications: 2_000, lastsMs: 200_000 })).toEqual(feed);
  expect(drillFeed({ seed: 'other', applications: 2_000, lastsMs: 200_000 })).not.toEqual(feed);
});

test('each application has one stage, reported after it, and a number that nobody else has', () => {
  expect(applications).toHaveLength(2_000);
  expect(feed).toHaveLength(4_000);
  expect(new Set(applications.map(mobileOf)).size).toBe(2_000);
  for (const { applicationId, atMs } of applications) {
    const [stage, ...more] = feed.filter(
      (one) => one.applicationId === applicationId && one.event !== 'application',
    );
    expect(more).toEqual([]);
    expect(stage?.atMs).toBeGreaterThan(atMs);
  }
});

test('the reports come in the order of their times, evenly', () => {
  expect(feed.map(({ atMs }) => atMs)).toEqual(feed.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  const inHalf = applications.filter(({ atMs }) => atMs < 100_000).length;
  expect(inHalf).toBe(1_000);
});

test('the province that is lost has about a sixth of the applicants, and every province has some', () => {
  const lost = lostProvince('test');
  const from = (prefix: string) => applications.filter((one) => mobileOf(one).startsWith(prefix)).length;
  expect(from(lost.prefix) / 2_000).toBeCloseTo(lostProvinceShare, 1);
  for (const { prefix } of drillProvinces) expect(from(prefix)).toBeGreaterThan(100);
});

test('most stages are final decisions, approved and declined', () => {
  const stages = feed.filter(({ event }) => event !== 'application');
  const decided = stages.filter(({ event }) => event === 'final-decision');
  expect(decided.length / stages.length).toBeGreaterThan(0.8);
  expect(stages.length).toBeGreaterThan(decided.length);
  const approved = approvedIn(feed);
  expect(approved.size / decided.length).toBeGreaterThan(0.5);
  expect(approved.size).toBeLessThan(decided.length);
});

test('the table of number segments tells the province of every number and the carrier of none', () => {
  const [head, ...rows] = segmentTable().trimEnd().split('\n');
  expect(head).toBe('prefix,province,carrier');
  expect(rows).toEqual(drillProvinces.map(({ prefix, name }) => `${prefix},${name},`));
});
