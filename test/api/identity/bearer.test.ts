import { bearer } from '../../../api/identity/bearer.js';
import { identityKeys } from '../../../api/identity/identity-provider.js';
import type { Authenticate } from '../../../api/identity/principal.js';
import { createLogger } from '../../../runtime/logging/logger.js';
import { refusalOf } from '../../client/intake-world.js';
import { eventually } from '../../workflows/stage/eventually.js';
import { audience, inS, TokenMaker } from './token-maker.js';
import type { Changed } from './token-maker.js';

let maker: TokenMaker;
let lines = '';
const logger = createLogger({
  name: 'test',
  level: 'trace',
  destination: { write: (line) => void (lines += line) },
});
const door = (changed: Record<string, unknown> = {}): Authenticate => {
  const identity = maker.configuration(changed);
  return bearer(identity, identityKeys(identity, logger), logger);
};
let authenticate: Authenticate;
beforeAll(async () => {
  maker = await TokenMaker.open();
  authenticate = door();
});
afterAll(() => maker.close());

test('an access token names account, roles and, where it is bound, regions', async () => {
  expect(await authenticate(await maker.token())).toEqual({ account: 'li.na', roles: new Set(['staff']) });
  const claims = { roles: ['auditor', 'staff', 'cleaner'], regions: ['310000'], aud: ['other', audience] };
  expect(await authenticate(await maker.token({ claims, header: { typ: 'JWT' } }))).toEqual({
    account: 'li.na',
    roles: new Set(['auditor', 'staff']),
    regions: ['310000'],
  });
});

test('regions that are an empty list open none', async () => {
  expect(await authenticate(await maker.token({ claims: { regions: [] } }))).toMatchObject({ regions: [] });
});

const claims = (changed: Record<string, unknown>): Changed => ({ claims: changed });
const header = (changed: Record<string, unknown>): Changed => ({ header: changed });
const refused: readonly (readonly [string, Changed | (() => string | Promise<string>)])[] = [
  ['that has ended', claims({ exp: inS(-60) })],
  ['that is not good yet', claims({ nbf: inS(120) })],
  ['that never ends', claims({ exp: undefined })],
  ['that does not say when it was made', claims({ iat: undefined })],
  ['made too long ago', claims({ iat: inS(-90_000) })],
  ['made in the future', claims({ iat: inS(900), exp: inS(1_800) })],
  ['without a subject', claims({ sub: undefined })],
  ['for somebody else', claims({ aud: 'https://other.bank.example' })],
  ['for nobody', claims({ aud: undefined })],
  ['of another issuer', claims({ iss: 'https://other.example' })],
  ['of the same issuer with a slash more', () => maker.token(claims({ iss: `${maker.issuer}/` }))],
  ['signed by another’s key under a known name', { key: 'another' }],
  ['signed by a key that is not published', { key: 'next' }],
  ['without a signature', () => maker.unsigned()],
  ['signed with the public key as a secret', () => maker.signedByPublicKey()],
  ['with other claims under its signature', () => maker.altered()],
  ['that is no token', () => 'x.y.z'],
  ['that is for ending sessions', header({ typ: 'logout+jwt' })],
  ['that is an ID token by its nonce', { ...header({ typ: 'JWT' }), ...claims({ nonce: 'n' }) }],
  ['that is an ID token by its hash', { ...header({ typ: undefined }), ...claims({ at_hash: 'h' }) }],
  ['that Keycloak calls an ID token', { ...header({ typ: 'JWT' }), ...claims({ typ: 'ID' }) }],
  ['that Cognito calls an ID token', { ...header({ typ: 'JWT' }), ...claims({ token_use: 'id' }) }],
  ['bound to a key of its holder', claims({ cnf: { jkt: 'k' } })],
  ['of an account that is a number', claims({ preferred_username: '13812345678', sub: '13812345678' })],
  ['whose regions are no list', claims({ regions: { all: true } })],
];
test.each(refused)('a token %s is refused, and nothing of it is told or logged', async (_what, given) => {
  lines = '';
  const token = typeof given === 'function' ? await given() : await maker.token(given);
  expect(await refusalOf(authenticate(token))).toEqual({ code: 'unauthenticated', fields: [] });
  for (const piece of token.split('.').filter((one) => one.length > 3)) expect(lines).not.toContain(piece);
  expect(lines).not.toMatch(/li\.na|13812345678/);
});

test.each([[[]], [['cleaner']], [7], [undefined]])('roles %j are none of ours: forbidden', async (roles) => {
  expect(await refusalOf(authenticate(await maker.token(claims({ roles }))))).toMatchObject({
    code: 'forbidden',
  });
});

test('the claims may have other names, lie deeper, and name the roles otherwise', async () => {
  const elsewhere = door({
    rolesClaim: 'realm_access.roles',
    regionsClaim: 'https://bank.example/regions',
    accountClaim: 'employee.account',
    roleNames: { 'bida-clerk': 'staff', 'bida-lead': 'supervisor' },
  });
  const token = await maker.token(
    claims({
      realm_access: { roles: 'bida-clerk bida-lead auditor constructor' },
      'https://bank.example/regions': ['440300'],
      employee: { account: 'wang.wei' },
    }),
  );
  expect(await elsewhere(token)).toEqual({
    account: 'wang.wei',
    roles: new Set(['staff', 'supervisor']),
    regions: ['440300'],
  });
});

test('the loan system may be a client of any name, people are accounts', async () => {
  const machine = { preferred_username: undefined, sub: '5f0c7a52-3c1e-4c55-9f0a-0c5a9c1d2e3f' };
  expect(await authenticate(await maker.token(claims({ ...machine, roles: ['loan-system'] })))).toMatchObject(
    {
      account: machine.sub,
    },
  );
  expect(await refusalOf(authenticate(await maker.token(claims(machine))))).toMatchObject({
    code: 'unauthenticated',
  });
});

describe('an identity provider', () => {
  afterEach(() => {
    maker.status = 200;
    maker.describedIssuer = undefined;
  });

  test('that is away lets nobody in, says so, and is asked again later', async () => {
    maker.status = 503;
    const late = door();
    expect(await refusalOf(late(await maker.token()))).toMatchObject({ code: 'identity-unavailable' });
    maker.status = 200;
    const token = await maker.token();
    await eventually('the door opens', () => late(token).catch(() => undefined));
  });

  test('that goes away is not needed while its keys are known', async () => {
    const known = door();
    await known(await maker.token());
    maker.status = 500;
    expect(await known(await maker.token())).toMatchObject({ account: 'li.na' });
  });

  test('that describes another issuer is not believed', async () => {
    maker.describedIssuer = 'https://other.example';
    expect(await refusalOf(door()(await maker.token()))).toMatchObject({ code: 'identity-unavailable' });
  });

  test('is not asked for its keys by every token it never signed', async () => {
    const asked = maker.keysAsked;
    const once = door();
    for (let time = 0; time < 5; time += 1) await refusalOf(once(await maker.token({ key: 'next' })));
    expect(maker.keysAsked - asked).toBe(1);
  });

  test('may change its keys', async () => {
    await maker.publish('next');
    expect(await door()(await maker.token({ key: 'next' }))).toMatchObject({ account: 'li.na' });
  });
});
