/** The table of hostile and wrong requests; `C4NARY` and 13700137009 stand where somebody's data would. */
import { gzipSync } from 'node:zlib';

const mobile = '13700137009';
const application = { applicant: { name: 'C4NARY' }, contacts: { mobile }, product: 'personal-loan' };
const known = '/v1/applications/KNOWN-1';
const fresh = '/v1/applications/FRESH-1';
const decision = `${known}/stages/final-decision`;
const documents = `${known}/stages/supplementary-documents`;
const preliminary = `${known}/stages/preliminary-approval`;

/** An answer read whole, as the door's own caller reads it. */
export const cased = (response: Response, text: string) => ({
  status: response.status,
  headers: response.headers,
  text,
  json: jsonOf(text),
});

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly body: string | Buffer;
  readonly headers?: Record<string, string>;
}
const json = (value: unknown): string => JSON.stringify(value);
const put = (body: string | Buffer, headers?: Record<string, string>): Sent =>
  headers === undefined ? { path: fresh, body } : { path: fresh, body, headers };
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const typed = (type: string) => ({ 'content-type': type });

/** Bodies that are refused before their shape is judged: what, status, code, request. */
export const bodies: readonly (readonly [string, number, string, Sent])[] = [
  ['that ends too soon', 400, 'body-unreadable', put('{"applicant":{"name":"C4NARY"')],
  ['of two documents', 400, 'body-unreadable', put(`${json(application)}${json(application)}`)],
  ['with a comment', 400, 'body-unreadable', put(`/* C4NARY */${json(application)}`)],
  ['with a trailing comma', 400, 'body-unreadable', put('{"product":"C4NARY",}')],
  ['with single quotes', 400, 'body-unreadable', put("{'product':'C4NARY'}")],
  ['with a name not in quotes', 400, 'body-unreadable', put('{product:"C4NARY"}')],
  ['of NaN', 400, 'body-unreadable', put('{"amount":NaN}')],
  ['with a number in hexadecimal', 400, 'body-unreadable', put('{"amount":0x10}')],
  ['with a number that begins with a plus', 400, 'body-unreadable', put('{"amount":+1}')],
  ['with a control character in a text', 400, 'body-unreadable', put('{"product":"C4\nNARY"}')],
  ['with a wrong escape', 400, 'body-unreadable', put('{"product":"\\xC4NARY"}')],
  ['that is white space', 400, 'body-unreadable', put('   \n ')],
  ['that is empty', 400, 'body-unreadable', put('')],
  ['with a byte order mark', 400, 'body-unreadable', put(`\uFEFF${json(application)}`)],
  ['in UTF-16', 400, 'body-unreadable', put(Buffer.from(json(application), 'utf16le'))],
  ['in GBK', 400, 'body-unreadable', put(Buffer.from([0x7b, 0x22, 0xd5, 0xc5, 0x22, 0x3a, 0x31, 0x7d]))],
  ['with an overlong UTF-8 sequence', 400, 'body-unreadable', put(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))],
  [
    'with half a surrogate pair in UTF-8',
    400,
    'body-unreadable',
    put(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])),
  ],
  ['that is compressed', 400, 'body-unreadable', put(gzipSync(json(application)))],
  ['that is a form', 415, 'content-type', put('product=C4NARY', typed('application/x-www-form-urlencoded'))],
  ['that is XML', 415, 'content-type', put('<product>C4NARY</product>', typed('application/xml'))],
  ['that says it is text', 415, 'content-type', put(json(application), typed('text/plain'))],
  [
    'in another character set',
    415,
    'content-type',
    put(json(application), typed('application/json; charset=gbk')),
  ],
  [
    'of a type that only begins like JSON',
    415,
    'content-type',
    put(json(application), typed('application/jsonp')),
  ],
  ['of a patch type', 415, 'content-type', put(json(application), typed('application/merge-patch+json'))],
  ['of two types', 415, 'content-type', put(json(application), typed('application/json, text/plain'))],
  ['of no type', 415, 'content-type', put(Buffer.from(json(application)), {})],
  ['with a field twice', 400, 'body-unreadable', put('{"product":"a","product":"C4NARY"}')],
  [
    'with a field twice, once escaped',
    400,
    'body-unreadable',
    put('{"product":"a","\\u0070roduct":"C4NARY"}'),
  ],
  [
    'with a field twice inside',
    400,
    'body-unreadable',
    put(`{"applicant":{"name":"a","name":"C4NARY"},"contacts":{},"product":"x"}`),
  ],
  ['with __proto__', 400, 'body-unreadable', put('{"__proto__":{"admin":"C4NARY"}}')],
  ['with __proto__ inside a list', 400, 'body-unreadable', put('{"a":[{"__proto__":{}}]}')],
  ['of 17 levels', 400, 'body-unreadable', put(nested(17))],
  ['of 17 lists', 400, 'body-unreadable', put('['.repeat(17) + ']'.repeat(17))],
  ['of 10,000 lists', 400, 'body-unreadable', put('['.repeat(10_000))],
  ['of 10,000 levels', 400, 'body-unreadable', put(nested(8_000))],
  ['larger than is taken', 413, 'body-too-large', put(json({ product: 'C4NARY'.repeat(12_000) }))],
  ['of a million zeros', 413, 'body-too-large', put(`[${'0,'.repeat(100_000)}0]`)],
  ['that is null', 400, 'body-invalid', put('null')],
  ['that is a text', 400, 'body-invalid', put('"C4NARY"')],
  ['that is a number', 400, 'body-invalid', put(mobile)],
  ['that is a list', 400, 'body-invalid', put(json([application]))],
  ['that is true', 400, 'body-invalid', put('true')],
];

type Row = readonly [string, string, string, unknown];
const changed = (change: Record<string, unknown>) => ({ ...application, ...change });
const report = (what: string, field: string, change: Record<string, unknown>): Row => [
  what,
  field,
  fresh,
  changed(change),
];

const wrongTypes: readonly (readonly [string, unknown])[] = [
  ['a number', 13_700_137_009],
  ['a list', [mobile]],
  ['an object', { C4NARY: 1 }],
  ['null', null],
  ['true', true],
];
const textFields: readonly (readonly [string, (value: unknown) => Record<string, unknown>])[] = [
  ['applicant.name', (value) => ({ applicant: { name: value } })],
  ['contacts.mobile', (value) => ({ contacts: { mobile: value } })],
  ['contacts.email', (value) => ({ contacts: { email: value } })],
  ['product', (value) => ({ product: value })],
  ['region', (value) => ({ region: value })],
];

/** Bodies of a wrong shape: what, the field that must be named, address, body. */
export const types: readonly Row[] = [
  ...textFields.flatMap(([field, change]) =>
    wrongTypes.map(([what, value]): Row => report(`${what} for a text (${field})`, field, change(value))),
  ),
  report('an unknown field', '(body)', { C4NARY: 1 }),
  report('an unknown field of the applicant', 'applicant', { applicant: { name: 'A', C4NARY: 1 } }),
  report('an unknown contact', 'contacts', { contacts: { fax: mobile } }),
  report('an unknown channel of consent', 'consent', { consent: { telex: true } }),
  report('consent that is a word', 'consent.sms', { consent: { sms: 'C4NARY' } }),
  report('a constructor', '(body)', { constructor: { prototype: {} } }),
  report('an empty name', 'applicant.name', { applicant: { name: '' } }),
  report('a name of white space', 'applicant.name', { applicant: { name: ' \t ' } }),
  report('a name of 201 letters', 'applicant.name', { applicant: { name: 'C4NARY'.repeat(34) } }),
  report('NUL in a name', 'applicant.name', { applicant: { name: 'C4NARY\u0000' } }),
  report('half a character in a name', 'applicant.name', { applicant: { name: 'C4NARY\ud83d' } }),
  report('an unknown kind of applicant', 'applicant.type', { applicant: { name: 'A', type: 'C4NARY' } }),
  report('a company without a contact person', 'applicant.contactPerson', {
    applicant: { name: 'C4NARY', type: 'company' },
  }),
  report('a language there is none of', 'applicant.locale', { applicant: { name: 'A', locale: 'C4NARY' } }),
  report('a number as the product', 'product', { product: mobile }),
  report('a grouped number in the region', 'region', { region: '137-0013-7009 C4NARY' }),
  report('an identity number as the region', 'region', { region: '11010519491231002X' }),
  report('an amount of nothing', 'amount', { amount: 0 }),
  report('a negative amount', 'amount', { amount: -13_700_137_009 }),
  report('an amount past all loans', 'amount', { amount: 1e13 }),
  report('an amount that is a text', 'amount', { amount: mobile }),
  report('an amount that is true', 'amount', { amount: true }),
  report('eleven push tokens', 'contacts.pushTokens', { contacts: { pushTokens: Array(11).fill('C4NARY') } }),
  report('an empty push token', 'contacts.pushTokens.0', { contacts: { pushTokens: [''] } }),
  report('push tokens that are a text', 'contacts.pushTokens', { contacts: { pushTokens: 'C4NARY' } }),
  report('an e-mail address of 255 letters', 'contacts.email', {
    contacts: { email: `${'a'.repeat(250)}@b.cn` },
  }),
  ['no decision', 'decision', decision, {}],
  ['a decision in capitals', 'decision', decision, { decision: 'APPROVED' }],
  ['a decision with a look-alike letter', 'decision', decision, { decision: 'аpproved' }],
  ['a decision with white space', 'decision', decision, { decision: 'approved ' }],
  ['a decision in Chinese', 'decision', decision, { decision: '通过' }],
  ['guidance of 2,001 letters', 'guidance', decision, { decision: 'declined', guidance: 'C'.repeat(2_001) }],
  ['NUL in guidance', 'guidance', decision, { decision: 'declined', guidance: 'C4NARY\u0000' }],
  [
    'a moment without its offset',
    'decidedAt',
    decision,
    { decision: 'declined', decidedAt: '2026-11-02T10:00:00' },
  ],
  ['a moment as a number', 'decidedAt', decision, { decision: 'declined', decidedAt: 1_762_000_000 }],
  ['a moment of hour 25', 'decidedAt', decision, { decision: 'declined', decidedAt: '2026-11-02T25:00:00Z' }],
  [
    'a moment in the year 0',
    'decidedAt',
    decision,
    { decision: 'declined', decidedAt: '0000-01-01T00:00:00Z' },
  ],
  ['urgency without a reason', 'urgent.reason', decision, { decision: 'declined', urgent: {} }],
  ['urgency that is true', 'urgent', decision, { decision: 'declined', urgent: true }],
  ['another stage’s field', '(body)', decision, { decision: 'declined', dueDate: '2026-12-01' }],
  ['no documents', 'documents', documents, { documents: [], dueDate: '2026-12-01' }],
  ['31 documents', 'documents', documents, { documents: Array(31).fill('C4NARY'), dueDate: '2026-12-01' }],
  ['a document that is empty', 'documents.0', documents, { documents: [''], dueDate: '2026-12-01' }],
  ['no due date', 'dueDate', documents, { documents: ['C4NARY'] }],
  ['a 30th of February', 'dueDate', documents, { documents: ['x'], dueDate: '2026-02-30' }],
  ['a month 13', 'dueDate', documents, { documents: ['x'], dueDate: '2026-13-01' }],
  ['a date with slashes', 'dueDate', documents, { documents: ['x'], dueDate: '2026/12/01' }],
  ['a date in full-width digits', 'dueDate', documents, { documents: ['x'], dueDate: '２０２６-12-01' }],
  ['a date of five-digit years', 'dueDate', documents, { documents: ['x'], dueDate: '12026-12-01' }],
  ['a validity that is a moment', 'validUntil', preliminary, { validUntil: '2026-12-01T00:00:00Z' }],
  ['an endless amount', 'amount', preliminary, { amount: '1e400' }],
];

const personal = ['138-0013-8000', '8613800138000', '110105194912310021', 'LA-13700137009'];
const misshapen: readonly (readonly [string, string])[] = [
  ['with a quotation mark', "A-1'OR'1'='1"],
  ['with a statement', 'A-1;DROP TABLE notice'],
  ['with white space', 'A 1'],
  ['with a line break', 'A-1%0D%0ASet-Cookie:x=C4NARY'],
  ['with NUL', 'A-1%00'],
  ['with a percent sign', 'A-1%25'],
  ['with a slash', 'A-1%2Fstages'],
  ['with a backslash', 'A-1%5C..'],
  ['of dots', '%2E%2E%2E'],
  ['that begins with a hyphen', '-A1'],
  ['that begins with a dot', '.env'],
  ['with a look-alike letter', encodeURIComponent('А-1')],
  ['in full-width letters', encodeURIComponent('Ａ１')],
  ['with a zero-width space', encodeURIComponent('A\u200b1')],
  ['with a right-to-left mark', encodeURIComponent('A\u202e1')],
  ['of an emoji', encodeURIComponent('😀')],
  ['in Chinese', encodeURIComponent('申请一')],
  ['with markup', encodeURIComponent('<script>C4NARY</script>')],
  ['with a template', encodeURIComponent('{{C4NARY}}')],
  ['of 65 letters', 'A'.repeat(65)],
];

type Address = readonly [string, number, string, string, string];
/** Addresses: what, status, code, method, path. */
export const paths: readonly Address[] = [
  ...misshapen.flatMap(([what, id]): Address[] => [
    [`an application id ${what} (PUT)`, 400, 'application-id-shape', 'PUT', `/v1/applications/${id}`],
    [`an application id ${what} (GET)`, 400, 'application-id-shape', 'GET', `/v1/applications/${id}`],
  ]),
  ...personal.map((id): Address => [
    `an application id shaped like somebody’s number (${String(personal.indexOf(id) + 1)})`,
    400,
    'application-id-personal',
    'PUT',
    `/v1/applications/${id}`,
  ]),
  ['a stage in capitals', 404, 'stage-unknown', 'PUT', `${known}/stages/FINAL-DECISION`],
  [
    'a stage with another hyphen',
    404,
    'stage-unknown',
    'PUT',
    `${known}/stages/${encodeURIComponent('final‑decision')}`,
  ],
  ['a stage of Object', 404, 'stage-unknown', 'PUT', `${known}/stages/constructor`],
  ['a stage called __proto__', 404, 'stage-unknown', 'PUT', `${known}/stages/__proto__`],
  ...['0', '-1', '100', '1.5', '1e1', '01', '%201', '１', 'NaN', '99999999999999999999'].map(
    (round): Address => [
      `a round ${decodeURIComponent(round)}`,
      400,
      'body-invalid',
      'PUT',
      `${known}/stages/final-decision/rounds/${encodeURIComponent(decodeURIComponent(round))}`,
    ],
  ),
  ['a round that was skipped to', 400, 'body-invalid', 'PUT', `${decision}/rounds/3`],
  ...['', '?before=-1', '?before=1.5', '?before=later', '?before=1e999', '?before=1&before=2'].map(
    (query): Address => [
      `part of a timeline ${query || 'before nothing'}`,
      400,
      'request-invalid',
      'GET',
      `${known}/timeline${query}`,
    ],
  ),
  [
    'a timeline nobody reported',
    404,
    'application-unknown',
    'GET',
    '/v1/applications/NOBODY/timeline?before=1',
  ],
  ['nobody reported', 404, 'application-unknown', 'GET', '/v1/applications/NOBODY'],
  ['in capitals', 404, 'not-found', 'GET', '/V1/applications/KNOWN-1'],
  ['with a slash too many', 404, 'not-found', 'GET', '//v1/applications/KNOWN-1'],
  ['with a slash at the end', 404, 'not-found', 'GET', `${known}/`],
  ['with a matrix parameter', 400, 'application-id-shape', 'GET', `${known};v=1`],
  ['of another version', 404, 'not-found', 'GET', '/v2/applications/KNOWN-1'],
  ['with a broken escape', 404, 'not-found', 'GET', '/v1/applications/%zz'],
  ['with an escape that is no UTF-8', 404, 'not-found', 'GET', '/v1/applications/%C0%AF'],
  ['longer than any id', 414, 'address-too-long', 'GET', `/v1/applications/${'A'.repeat(2_000)}`],
  ['of all applications', 404, 'not-found', 'GET', '/v1/applications'],
  ['of a file', 404, 'not-found', 'GET', '/.env'],
  ['of the state folder', 404, 'not-found', 'GET', '/.bida/stack.json'],
  [
    'of the documentation’s folder, upwards',
    404,
    'not-found',
    'GET',
    '/docs/static/..%2f..%2f..%2fpackage.json',
  ],
  ['deleted', 405, 'method-not-allowed', 'DELETE', known],
  ['posted to', 405, 'method-not-allowed', 'POST', known],
  ['of a stage, read', 405, 'method-not-allowed', 'GET', decision],
  ['of a withdrawal, put', 405, 'method-not-allowed', 'PUT', `${known}/withdrawal`],
  [
    'with somebody’s number in its query',
    404,
    'application-unknown',
    'GET',
    `/v1/applications/NOBODY?mobile=${mobile}`,
  ],
];

const bearer = (token: string) => ({ authorization: token });
/** Who calls: what, status, code, headers. Tokens that are ones, but wrong, are the identity's own tests' matter. */
export const identities: readonly (readonly [string, number, string, Record<string, string>])[] = [
  ['nobody', 401, 'unauthenticated', {}],
  ['an empty header', 401, 'unauthenticated', bearer('')],
  ['a scheme without a token', 401, 'unauthenticated', bearer('Bearer')],
  ['a token of white space', 401, 'unauthenticated', bearer('Bearer  ')],
  ['a password', 401, 'unauthenticated', bearer(`Basic ${Buffer.from('staff:C4NARY').toString('base64')}`)],
  ['a token nobody gave out', 401, 'unauthenticated', bearer('Bearer C4NARY')],
  ['two tokens', 401, 'unauthenticated', bearer('Bearer C4NARY, Bearer C4NARY')],
  ['a token with something after it', 401, 'unauthenticated', bearer('Bearer C4NARY more')],
  ['a token with markup', 401, 'unauthenticated', bearer('Bearer <C4NARY>')],
  ['a token longer than any', 401, 'unauthenticated', bearer(`Bearer ${'C4NARY'.repeat(1_400)}`)],
  ['a token in a cookie', 401, 'unauthenticated', { cookie: 'authorization=Bearer C4NARY' }],
  ['a role by a header', 401, 'unauthenticated', { 'x-role': 'staff', 'x-forwarded-user': 'C4NARY' }],
];

const lines = (...given: readonly string[]) => `${given.join('\r\n')}\r\n\r\n`;
type Raw = readonly [string, string, (token: string) => readonly string[]];
/** Bytes no client library would send: what, status, pieces. */
export const rawRequests: readonly Raw[] = [
  [
    'two lengths',
    '400',
    () => [lines(`PUT ${fresh} HTTP/1.1`, 'host: door', 'content-length: 2', 'content-length: 3'), '{}'],
  ],
  [
    'a length and chunks',
    '400',
    () => [
      lines(`PUT ${fresh} HTTP/1.1`, 'host: door', 'content-length: 4', 'transfer-encoding: chunked'),
      '0\r\n\r\n',
    ],
  ],
  ['a negative length', '400', () => [lines(`PUT ${fresh} HTTP/1.1`, 'host: door', 'content-length: -1')]],
  [
    'a length in words',
    '400',
    () => [lines(`PUT ${fresh} HTTP/1.1`, 'host: door', 'content-length: C4NARY')],
  ],
  ['a header without a name', '400', () => [lines(`GET ${known} HTTP/1.1`, 'host: door', ': C4NARY')]],
  ['a header with NUL', '400', () => [lines(`GET ${known} HTTP/1.1`, 'host: door', 'x: C4NARY\u0000')]],
  ['a method there is none of', '400', () => [lines('C4NARY / HTTP/1.1', 'host: door')]],
  ['another protocol', '400', () => ['SSH-2.0-C4NARY\r\n\r\n']],
  ['TLS', '400', () => ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003']],
  [
    'headers larger than are taken',
    '431',
    () => [lines(`GET ${known} HTTP/1.1`, 'host: door', `x: ${'C4NARY'.repeat(4_000)}`)],
  ],
  ['a request without a host', '400', () => [lines(`GET ${known} HTTP/1.1`)]],
  [
    'an absolute address of elsewhere',
    '401',
    () => [
      lines(
        'GET http://elsewhere.example/v1/applications/KNOWN-1 HTTP/1.1',
        'host: door',
        'connection: close',
      ),
    ],
  ],
  [
    'a chunk of a wrong size',
    '400',
    (token) => [
      lines(
        `PUT ${fresh} HTTP/1.1`,
        'host: door',
        `authorization: Bearer ${token}`,
        'content-type: application/json',
        'transfer-encoding: chunked',
      ),
      'C4NARY\r\n',
    ],
  ],
];
