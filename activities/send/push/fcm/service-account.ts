import { createPrivateKey, type KeyObject } from 'node:crypto';

/** Who sends: what a Google service account's key file says. */
export interface ServiceAccount {
  readonly projectId: string;
  readonly clientEmail: string;
  readonly privateKeyId: string;
  readonly privateKey: KeyObject;
}

/**
 * Reads the content of a service account's key file, parsed as JSON.
 * @throws RangeError naming the field that is missing or wrong, never a value
 */
export function serviceAccountOf(json: unknown): ServiceAccount {
  const fields = new Map<string, unknown>(
    typeof json === 'object' && json !== null ? Object.entries(json) : [],
  );
  const text = (name: string, shape: RegExp): string => {
    const value = fields.get(name);
    if (typeof value === 'string' && shape.test(value)) return value;
    throw new RangeError(`the FCM service account has no proper ${name}`);
  };
  text('type', /^service_account$/);
  return {
    projectId: text('project_id', /^[a-z][a-z0-9-]{4,29}$/),
    clientEmail: text('client_email', /^[^\s@]+@[^\s@]+$/),
    privateKeyId: text('private_key_id', /^[\x21-\x7e]+$/),
    privateKey: keyOf(text('private_key', /PRIVATE KEY/)),
  };
}

function keyOf(pem: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(pem);
  } catch {
    // The parser's own words could quote the key.
  }
  if (key?.asymmetricKeyType !== 'rsa')
    throw new RangeError('the FCM service account has no proper private_key');
  return key;
}
