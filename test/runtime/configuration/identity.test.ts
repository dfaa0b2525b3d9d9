import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationFault } from '../../../runtime/configuration/configuration-fault.js';
import { readConfiguration } from '../../../runtime/configuration/read-configuration.js';
import { temporaryFolder, writePrivate } from '../temporary-folder.js';

const folder = temporaryFolder();
const file = join(folder, 'configuration.json');
writePrivate(folder, 'client.secret', 'client-secret');

const minimal = { version: 1, routes: [], staff: { callBackNumber: '400-800-0000' } };
const identity = { issuer: 'https://id.bank.example/realms/bank', audience: 'bida' };
const signIn = { clientId: 'bida-console', redirectBase: 'https://bida.bank.example' };
const withIdentity = (change: object) => ({ ...minimal, identity: { ...identity, ...change } });
const read = (json: unknown) => {
  writeFileSync(file, JSON.stringify(json));
  return readConfiguration(file);
};
const linesOf = (json: unknown): readonly string[] => {
  try {
    read(json);
  } catch (error) {
    if (error instanceof ConfigurationFault) return error.lines.map((line) => line.replace(`${file}: `, ''));
    throw error;
  }
  return [];
};

test('an identity provider needs issuer and audience alone, and the client’s secret is found beside the configuration', () => {
  expect(read(withIdentity({})).identity).toEqual({
    ...identity,
    rolesClaim: 'roles',
    regionsClaim: 'regions',
    accountClaim: 'preferred_username',
    clockToleranceMs: 30_000,
    tokenMaxAgeMs: 86_400_000,
    timeoutMs: 5_000,
  });
  const client = { ...signIn, clientSecretFile: 'client.secret' };
  expect(read(withIdentity({ signIn: client })).identity?.signIn).toEqual({
    ...signIn,
    clientSecretFile: join(folder, 'client.secret'),
    scope: 'openid profile',
    idleMs: 1_800_000,
    longestMs: 43_200_000,
  });
});

test.each([
  [
    withIdentity({ issuer: 'http://id.s3cret.example' }),
    ['identity.issuer: expected an https URL without credentials or query (http only to this machine)'],
  ],
  [
    withIdentity({ roleNames: { clerk: 's3cret' } }),
    [
      'identity.roleNames.clerk: expected "loan-system" or "staff" or "supervisor" or "engineer" or "auditor"',
    ],
  ],
  ...['http://bida.bank.example', 'https://bida.bank.example/', 'bida'].map(
    (redirectBase) =>
      [
        withIdentity({ signIn: { ...signIn, redirectBase } }),
        [
          'identity.signIn.redirectBase: expected an https origin such as https://bida.bank.example (http only to this machine)',
        ],
      ] as [object, string[]],
  ),
  [
    withIdentity({
      signIn: { ...signIn, clientId: 'bida', clientSecretFile: 'no.secret', idleMs: 80_000_000 },
    }),
    [
      'identity.signIn.clientSecretFile: expected a file that exists and can be read',
      'identity.signIn.clientId: expected another name than the audience',
      'identity.signIn.idleMs: expected no more than longestMs',
    ],
  ],
])('%j is refused word by word', (json, lines) => {
  expect(linesOf(json)).toEqual(lines);
  expect(lines.join()).not.toContain('s3cret');
});
