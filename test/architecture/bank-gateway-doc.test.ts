/** docs/bank-gateway.md says what the code says: another team builds its platform by that page. */
import { createHash, createHmac } from 'node:crypto';
import { gatewayReceiptCodes } from '../../domain/provider/bank-gateway/receipt-codes.js';
import { gatewayRequestCodes } from '../../domain/provider/bank-gateway/request-codes.js';
import { Secret } from '../../runtime/configuration/secret.js';
import { signatureHeaders } from '../../runtime/signing/gateway-signature.js';
import { read } from './sources.js';

const page = read('docs/bank-gateway.md');

/** Rows of the table under a heading, as they are written. */
function rowsUnder(heading: string): string[] {
  const [, after = ''] = page.split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
}

test('every refusal stands there under its status, with its words and its class, and no other does', () => {
  expect(rowsUnder('Codes of refusals')).toEqual(
    gatewayRequestCodes.map(
      ({ status, code, en, meaning }) => `| ${status} | \`${code}\` | ${en} | \`${meaning}\` |`,
    ),
  );
});

test('every report stands there with its words and its class, and no other does', () => {
  expect(rowsUnder('Codes of reports')).toEqual(
    gatewayReceiptCodes.map(({ code, en, meaning }) => `| \`${code}\` | ${en} | \`${meaning}\` |`),
  );
});

test('a signature made by the lines of the page alone is the one we make', () => {
  const [, lines = ''] = /```text\n([^`]+)\n```/.exec(page) ?? [];
  const body = '{"reference":"7f1c0f52-6f0e-4ad1-9d1b-0f3f3c6f3a11"}';
  const digest = createHash('sha256').update(body).digest('hex');
  const text = lines
    .split('\n')
    .map((line) =>
      line
        .replace('{bida-key}', 'k-1')
        .replace('{bida-timestamp}', '1767574800')
        .replace('{bida-id}', 'a-request-id')
        .replace('{METHOD}', 'POST')
        .replace('{path}', '/v1/messages')
        .replace(/^\{SHA-256.*\}$/, digest),
    )
    .join('\n');
  const signed = signatureHeaders(
    { method: 'POST', path: '/v1/messages', body },
    { id: 'k-1', secret: new Secret('a secret of both sides') },
    1_767_574_800_000,
    'a-request-id',
  );
  expect(signed['bida-signature']).toBe(
    createHmac('sha256', 'a secret of both sides').update(text).digest('hex'),
  );
});
