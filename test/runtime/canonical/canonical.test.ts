import fc from 'fast-check';
import { canonicalJson } from '../../../runtime/canonical/canonical-json.js';
import { differences } from '../../../runtime/canonical/differences.js';

const shuffled = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(shuffled);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
};

test('the sample of RFC 8785 comes out in its order', () => {
  const sample = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(sample)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('keys are sorted by UTF-16 code units', () => {
  const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
  const value = Object.fromEntries(keys.map((key) => [key, 0]));
  expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
  const places = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'].map((key) =>
    canonicalJson(value).indexOf(JSON.stringify(key)),
  );
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('the order of members does not matter, and reading it back gives the same value', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const value: unknown = JSON.parse(json);
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('undefined members are absent, dates are their text, and what JSON cannot hold is refused by type', () => {
  expect(canonicalJson({ b: undefined, a: [undefined], d: new Date(0) })).toBe(
    '{"a":[null],"d":"1970-01-01T00:00:00.000Z"}',
  );
  expect(() => canonicalJson({ value: 13812345678n })).toThrow('canonical JSON cannot hold a bigint');
  expect(() => canonicalJson(NaN)).toThrow(TypeError);
});

test('differences are named by path, never by value', () => {
  const stored = { amount: 5, contacts: { mobile: '13812345678', email: 'a@b.cn' }, documents: ['x', 'y'] };
  const sent = { amount: 5, contacts: { mobile: '13912345678' }, documents: ['x', 'z', 'w'], 'a/b~c': 1 };
  expect(differences(stored, sent)).toEqual([
    '/a~1b~0c',
    '/contacts/email',
    '/contacts/mobile',
    '/documents/1',
    '/documents/2',
  ]);
  expect(differences({ a: [] }, { a: {} })).toEqual(['/a']);
  expect(differences(1, 2)).toEqual(['']);
  expect(differences(JSON.parse('{"__proto__":{}}'), {})).toEqual(['/__proto__']);
});

test('there are no differences exactly where the canonical JSON is the same', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.json({ maxDepth: 3 }), (one, other) => {
      const [a, b] = [JSON.parse(one) as unknown, JSON.parse(other) as unknown];
      expect(differences(a, b).length === 0).toBe(canonicalJson(a) === canonicalJson(b));
      expect(differences(a, shuffled(a))).toEqual([]);
    }),
  );
});
