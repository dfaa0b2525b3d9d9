/** One embedded stack and one browser for every test of the console. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { writeJson } from '../../../cli/stack/atomic-file.js';
import { readStackFile } from '../../../cli/stack/stack-file.js';
import type { StackFile } from '../../../cli/stack/stack-file.js';
import type { RuleInput } from '../../../simulator/rules.js';
import { ownStack } from '../../cli/commands/own-stack.js';
import { until } from '../../journeys/until.js';
import { startChromium } from '../chromium.js';

export type Account = 'li.na' | 'zhou.min' | 'wang.wei' | 'zhao.min' | 'chen.jun' | 'sun.yue';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser held against the page: breaches of its policy, failures of its scripts. */
  readonly complaints: readonly string[];
  /** Leaves no trace for the next window of the same browser. */
  readonly close: () => Promise<void>;
}

export interface Said {
  readonly cause: string;
  readonly tellApplicant: string;
  readonly evidence: readonly string[];
}
export interface Told {
  readonly notices: readonly { readonly stage: string; readonly state: string }[];
  readonly explanation: {
    readonly cause: string;
    readonly nextStep: string;
    readonly zh: Said;
    readonly en: Said;
  };
}

/** Whose token the stack gave out. */
export type Token = keyof NonNullable<StackFile['tokens']>;
export interface Task {
  readonly taskId: string;
  readonly kind: string;
  readonly state: string;
  readonly claim?: { readonly by: string };
}

export interface ConsoleWorld {
  readonly file: StackFile;
  /**
   * A window of its own for somebody who signed in by the embedded identity provider, at a page of the console;
   * `anew` by a session of its own, for tests that end it.
   */
  readonly signedIn: (
    account: Account,
    place?: string,
    how?: { readonly size?: Size; readonly anew?: boolean },
  ) => Promise<Window>;
  /** A window in which nobody has signed in. */
  readonly opened: (place?: string) => Promise<Window>;
  /** Signs in at the identity provider's page. */
  readonly choose: (page: Page, account: Account) => Promise<void>;
  /** Reports an application, and what else is to be. */
  readonly report: (
    id: string,
    body: { readonly mobile?: string; readonly name?: string; readonly [field: string]: unknown },
    ...stages: readonly (readonly [stage: string, body: object])[]
  ) => Promise<void>;
  /** What the API answers somebody of that role; throws where it refuses. */
  readonly ask: (who: Token, method: string, path: string, body?: object) => Promise<Record<string, unknown>>;
  readonly call: (method: string, path: string, body: object) => Promise<void>;
  /** The open task of an application, once there is one. */
  readonly taskOf: (id: string) => Promise<Task>;
  readonly rules: (rules: readonly RuleInput[]) => Promise<void>;
  /** What the API says of an application. */
  readonly told: (id: string) => Promise<Told>;
  /** Waits until the application's answer has that cause. */
  readonly comesTo: (id: string, cause: string) => Promise<Told>;
  /** Closes what a test that failed has left open. */
  readonly tidy: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const watch = `document.addEventListener('securitypolicyviolation', (event) => console.error('breach of ' + event.violatedDirective + ' by ' + event.blockedURI + ' ' + event.sample));`;
/** Where pictures are left, for whoever wants to look; nowhere unless it is set. */
const pictures = process.env['BIDA_TEST_PICTURES'];

/** A share moved by itself would have messages go by other routes than a test means: nobody looks at routes here. */
function leaveShares({ configurationFile }: StackFile): void {
  const written = JSON.parse(readFileSync(configurationFile, 'utf8')) as object;
  writeJson(configurationFile, { ...written, monitor: { everyMs: 31 * 86_400_000 } });
}

export async function openWorld(): Promise<ConsoleWorld> {
  const [stack, browser] = await Promise.all([ownStack(), startChromium()]);
  const file = readStackFile(stack.stateDir);
  leaveShares(file);
  const address = (place: string): string => new URL(place, file.consoleUrl).href;
  const api = (who: Token, method: string, path: string, body?: object) =>
    fetch(`${file.apiUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${file.tokens?.[who] ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call: ConsoleWorld['call'] = async (method, path, body) => {
    const answer = await api('loanSystem', method, `/v1/applications/${path}`, body);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const ask: ConsoleWorld['ask'] = async (who, method, path, body) => {
    const answer = await api(who, method, path, body);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const told = async (id: string): Promise<Told> =>
    (await (await api('staff', 'GET', `/v1/applications/${id}`)).json()) as Told;
  const choose: ConsoleWorld['choose'] = (page, account) => page.click(`button[value="${account}"]`);
  const signIn = async (page: Page, account: Account, place: string): Promise<void> => {
    await page.goto(`${file.apiUrl}/v1/session/sign-in?returnTo=${encodeURIComponent(place)}`);
    await choose(page, account);
    await page.waitForURL(address(place));
  };
  // One that a test left open would keep its stream: a browser has six connections for all its windows.
  const left = new Set<() => Promise<void>>();
  const closedBy = (window: Window, end: () => Promise<void>): Window => {
    const close = async () => {
      left.delete(close);
      await end();
    };
    left.add(close);
    return { ...window, close };
  };
  const browsers = new Map<Account, Promise<BrowserContext>>();
  /** One browser an account, signed in once, will do for all windows that do not end their session. */
  const browserOf = (account: Account): Promise<BrowserContext> => {
    const known =
      browsers.get(account) ??
      newContext(browser).then(async (context) => {
        const page = await context.newPage();
        await signIn(page, account, '/');
        await page.close();
        return context;
      });
    browsers.set(account, known);
    return known;
  };
  const opened: ConsoleWorld['opened'] = async (place = '/') => {
    const window = await openWindow(await newContext(browser));
    await window.page.goto(address(place));
    return closedBy(window, () => window.context.close());
  };
  return {
    file,
    choose,
    opened,
    signedIn: async (account, place = '/', { size, anew = false } = {}) => {
      if (anew) {
        const window = await openWindow(await newContext(browser), size);
        await signIn(window.page, account, place);
        await window.page.locator('main h1').waitFor();
        return closedBy(window, () => window.context.close());
      }
      const window = await openWindow(await browserOf(account), size);
      await window.page.goto(address(place));
      await window.page.locator('main h1').waitFor();
      return closedBy(window, async () => {
        await window.page.evaluate('localStorage.clear()');
        await window.close();
      });
    },
    ask,
    call,
    taskOf: (id) =>
      until(
        async () => {
          const { tasks = [] } = (await ask('staff', 'GET', `/v1/applications/${id}`)) as { tasks?: Task[] };
          return tasks.find(({ state }) => state === 'open');
        },
        30_000,
        `${id} has a task`,
      ),
    report: async (id, { mobile = '13800000000', name = '张三', ...more }, ...stages) => {
      const report = {
        applicant: { name, idNumber: '11010519491231002X' },
        contacts: { mobile },
        product: 'personal-loan',
      };
      await call('PUT', id, { ...report, ...more });
      for (const [stage, body] of stages) await call('PUT', `${id}/stages/${stage}`, body);
    },
    rules: async (rules) => {
      const answer = await fetch(`${file.simulatorUrl}/control/rules`, {
        method: 'POST',
        body: JSON.stringify(rules),
      });
      expect(answer.status).toBe(200);
    },
    told,
    comesTo: (id, cause) =>
      until(
        async () => {
          const now = await told(id);
          return now.explanation.cause === cause && now;
        },
        30_000,
        `${id} comes to ${cause}`,
      ),
    tidy: async () => {
      for (const close of left) await close().catch(() => undefined);
    },
    close: async () => {
      await browser.close();
      await stack.interrupt();
      stack.remove();
    },
  };
}

/** A browser as somebody else has it: cookies, storage and cache of its own. */
async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    // What moves takes its time, and every test would wait for it.
    reducedMotion: 'reduce',
  });
  await context.addInitScript(watch);
  return context;
}

/** A window of that browser; whatever is held against it, or against one that it opens, is gathered. */
async function openWindow(
  context: BrowserContext,
  size: Size = { width: 1366, height: 768 },
): Promise<Window> {
  const complaints: string[] = [];
  const listen = (page: Page): void => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      // Refusals are answers like others, which the browser remarks on by itself.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
  };
  const page = await context.newPage();
  listen(page);
  page.on('popup', listen);
  await page.setViewportSize(size);
  return { context, page, complaints, close: () => page.close() };
}

/** What keeps people with other senses or hands out (WCAG 2.1 A and AA, by axe), serious or worse. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Colours are judged as they come to stand, not on their way there; what turns for ever is not waited for.
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))`);
  await page.evaluate(axe);
  return page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`,
  );
}

/** What is on the screen in words, without what is the same in every language. */
export const wordsOn = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const copy = document.body.cloneNode(true);
    for (const one of copy.querySelectorAll('bdi, code, script, noscript, [lang], .brand')) one.remove();
    const labels = [...copy.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((one) =>
      ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? ''));
    return [document.title, copy.textContent, ...labels].join('\\n');
  })()`);

export async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
}
