import { planChaos } from './plan.js';
import { chaosOrder } from './run.js';

describe('the plan of a chaos run', () => {
  test('is the same for the same seed and size', () => {
    expect(planChaos(chaosOrder(7, 200))).toEqual(planChaos(chaosOrder(7, 200)));
    expect(planChaos(chaosOrder(7, 200)).digest).toMatch(/^[0-9a-f]{16}$/);
  });

  test('is another for another seed, and for another size', () => {
    const digests = [chaosOrder(7, 200), chaosOrder(8, 200), chaosOrder(7, 201)].map(
      (order) => planChaos(order).digest,
    );
    expect(new Set(digests).size).toBe(3);
  });

  test('has every kind of death and every fault of the wire, and no two applicants share a detail', () => {
    const { faults, applicants, workerSeams } = planChaos(chaosOrder(7, 500));
    const kinds = Object.keys(faults).join('\n');
    for (const seam of ['before-call', 'after-accept', 'lingering', 'receipt-stored', 'before-return'])
      expect(kinds).toContain(`worker killed: ${seam}`);
    for (const kind of [
      'receipt stored, not told',
      'reset after accept',
      'HTML 502 after accept',
      'time-out after accept',
      'answer after the time-out',
      'late report',
      'report twice',
      'reports reordered',
      'no report',
      'temporal killed',
      'postgres killed',
    ])
      expect(kinds).toContain(kind);
    for (const detail of ['name', 'mobile', 'email', 'fcmToken', 'jpushToken'] as const)
      expect(new Set(applicants.map((who) => who[detail])).size).toBe(applicants.length);
    expect(Object.keys(workerSeams).length).toBeGreaterThan(5);
  });
});
