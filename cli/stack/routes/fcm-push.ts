import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { OpenStackRoute } from './stack-route.js';

/** What Firebase hands out for a service account, as far as it is used, and its public half. */
interface ServiceAccount {
  readonly type: 'service_account';
  readonly project_id: string;
  readonly private_key_id: string;
  readonly private_key: string;
  readonly client_email: string;
  /** Google keeps this one; here the simulator is given it. */
  readonly public_key: string;
}

/** App push by Firebase. */
export const openFcmPush: OpenStackRoute = (route, secrets) => {
  const protocol = 'fcm-push';
  const kept = secrets.keep('service-account.json', newServiceAccount);
  const receipt = secrets.keep('receipt');
  return {
    route,
    receiptSecret: receipt.value,
    settings: ({ simulatorUrl, timing }) => ({
      route,
      protocol,
      receiptSecretFile: receipt.file,
      endpoint: simulatorUrl,
      tokenUrl: `${simulatorUrl}/token`,
      serviceAccountFile: kept.file,
      ...timing?.route,
    }),
    account: (receiptUrl) => {
      const account = JSON.parse(kept.value) as ServiceAccount;
      const { project_id: projectId, client_email: clientEmail, public_key: publicKey } = account;
      return { protocol, route, projectId, clientEmail, publicKey, receiptUrl };
    },
  };
};

function newServiceAccount(): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const account: ServiceAccount = {
    type: 'service_account',
    project_id: 'bida-embedded',
    private_key_id: randomBytes(20).toString('hex'),
    private_key: privateKey,
    client_email: 'notices@bida-embedded.iam.gserviceaccount.com',
    public_key: publicKey,
  };
  return JSON.stringify(account);
}
