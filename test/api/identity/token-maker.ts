/** An identity provider of a test: its description and keys on loopback, and tokens of every kind, good and forged. */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { identitySchema } from '../../../runtime/configuration/identity-schema.js';
import type { IdentityConfiguration } from '../../../runtime/configuration/configuration-schema.js';

export const audience = 'https://bida.bank.example/v1';

/** How a token differs from a good one; `undefined` takes a claim away. */
export interface Changed {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: 'another' | 'next';
}

const nowS = (): number => Math.floor(Date.now() / 1_000);
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export class TokenMaker {
  /** What the server answers with; a test may have it fail. */
  status = 200;
  /** How often its keys were asked for. */
  keysAsked = 0;
  /** In the description in place of the issuer's own address. */
  describedIssuer: string | undefined;
  readonly #server: Server;
  readonly #published: JWK[] = [];
  readonly #keys = new Map<string, { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey }>();

  static async open(): Promise<TokenMaker> {
    const maker = new TokenMaker();
    await Promise.all(['own', 'next', 'another'].map((kid) => maker.#make(kid)));
    await maker.publish('own');
    await new Promise<void>((resolve) => maker.#server.listen(0, '127.0.0.1', resolve));
    return maker;
  }

  private constructor() {
    this.#server = createServer(({ url }, response) => {
      const described = { issuer: this.describedIssuer ?? this.issuer, jwks_uri: `${this.issuer}/keys` };
      if (url === '/keys') this.keysAsked += 1;
      const answer = url === '/keys' ? { keys: this.#published } : described;
      response.writeHead(this.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  configuration(changed: Record<string, unknown> = {}): IdentityConfiguration {
    return identitySchema.parse({ issuer: this.issuer, audience, ...changed });
  }

  /** Puts a key among those that are published. */
  async publish(kid: string): Promise<void> {
    const { publicKey } = this.#pair(kid);
    this.#published.push({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' });
  }

  /** An access token of one member of staff, good but for what is changed. */
  token({ claims = {}, header = {}, key }: Changed = {}): Promise<string> {
    const kid = key === 'next' ? 'next' : 'own';
    return new SignJWT({ ...this.#claims(), ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
      .sign(this.#pair(key ?? 'own').privateKey);
  }

  /** A token without a signature. */
  unsigned(): string {
    return `${base64url({ alg: 'none', typ: 'at+jwt' })}.${base64url(this.#claims())}.`;
  }

  /** A token whose secret is the very public key that everybody knows. */
  async signedByPublicKey(): Promise<string> {
    const head = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid: 'own' })}.${base64url(this.#claims())}`;
    const secret = await exportSPKI(this.#pair('own').publicKey);
    return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
  }

  /** A good token with other claims under its signature. */
  async altered(): Promise<string> {
    const [head = '', , signature = ''] = (await this.token()).split('.');
    return `${head}.${base64url({ ...this.#claims(), roles: ['supervisor'] })}.${signature}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #claims(): Record<string, unknown> {
    return {
      iss: this.issuer,
      aud: audience,
      sub: randomUUID(),
      preferred_username: 'li.na',
      roles: ['staff'],
      iat: nowS(),
      exp: nowS() + 300,
    };
  }

  async #make(kid: string): Promise<void> {
    this.#keys.set(kid, await generateKeyPair('ES256', { extractable: true }));
  }

  #pair(kid: string): { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey } {
    const pair = this.#keys.get(kid);
    if (pair === undefined) throw new Error(`no key ${kid}`);
    return pair;
  }
}

/** Seconds from now, as claims have instants. */
export const inS = (seconds: number): number => nowS() + seconds;
