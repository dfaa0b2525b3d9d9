import type { OpenStackRoute } from './stack-route.js';

/** The domain the embedded bank sends e-mail from; nobody's. */
const bankDomain = 'bank.example';
const user = 'notices';

/** E-mail by SMTP. */
export const openSmtpEmail: OpenStackRoute = (route, secrets) => {
  const protocol = 'smtp-email';
  const password = secrets.keep('password');
  const receipt = secrets.keep('receipt');
  return {
    route,
    receiptSecret: receipt.value,
    settings: ({ smtpPort, timing }) => ({
      route,
      protocol,
      receiptSecretFile: receipt.file,
      host: '127.0.0.1',
      port: smtpPort,
      tls: 'none',
      user,
      passwordFile: password.file,
      from: `必达示例银行 <notice@${bankDomain}>`,
      domain: bankDomain,
      ...timing?.route,
      lingerMs: 0,
      ...timing?.email,
    }),
    account: (_receiptUrl, _words, bouncePort) => ({
      protocol,
      route,
      user,
      password: password.value,
      domain: bankDomain,
      mx: { host: '127.0.0.1', port: bouncePort },
    }),
  };
};
