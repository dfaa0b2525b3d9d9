import { hash32 } from '../../../domain/ids/hash.js';

test('a text has one hash for ever: shares and waking times rest on it', () => {
  expect([hash32(''), hash32('A-1'), hash32('LN-2026-000123'), hash32('必达')]).toEqual([
    2_872_998_923, 2_032_613_104, 3_397_607_329, 1_167_191_068,
  ]);
});

test('ids that count upwards fall evenly into sixteen parts', () => {
  const parts = new Array<number>(16).fill(0);
  const ids = 32_000;
  for (let at = 0; at < ids; at += 1) {
    const part = Math.floor((hash32(`LN-2026-${String(at).padStart(6, '0')}`) / 2 ** 32) * parts.length);
    parts[part] = (parts[part] ?? 0) + 1;
  }
  for (const share of parts) expect(Math.abs(share - ids / 16)).toBeLessThan(250); // over five deviations
});
