/** What of a browser matters here: it keeps cookies by host and follows redirects, and nothing else. */

export interface Page {
  readonly status: number;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

export class Browser {
  readonly #jar = new Map<string, Map<string, string>>();

  /** One request, with the cookies of that origin; redirects are the caller's matter. */
  async call(address: string | URL, init: RequestInit = {}): Promise<Page> {
    const url = new URL(address);
    const jar = this.#of(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, url, headers: response.headers, text: await response.text() };
  }

  /** Goes on to where a page sends it, until one is there to be read or `until` says stop. */
  async follow(from: Page, until: (url: URL) => boolean = () => false): Promise<Page> {
    let page = from;
    for (let hop = 0; hop < 10; hop += 1) {
      const location = page.headers.get('location');
      if (location === null) return page;
      const next = new URL(location, page.url);
      if (until(next)) return { ...page, url: next };
      page = await this.call(next);
    }
    throw new Error('sent round and round');
  }

  /** Signs in as one of the sample users, from the API's door to wherever it lands, or stops before `until`. */
  async signIn(door: string, account: string, until?: (url: URL) => boolean): Promise<Page> {
    const choice = await this.follow(await this.call(door));
    const chosen = await this.call(choice.url, {
      method: 'POST',
      body: new URLSearchParams({ account }),
    });
    return this.follow(chosen, until);
  }

  cookie(origin: string, name: string): string | undefined {
    return this.#of(new URL(origin)).get(name);
  }

  setCookie(origin: string, name: string, value: string): void {
    this.#of(new URL(origin)).set(name, value);
  }

  #of({ origin }: URL): Map<string, string> {
    const jar = this.#jar.get(origin) ?? new Map<string, string>();
    this.#jar.set(origin, jar);
    return jar;
  }
}
