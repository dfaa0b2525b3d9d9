/** Feeds applications, each stage once the notice before it is delivered, and keeps when each was. */
import type { Peer } from '../../peers/peer.js';
import { noticesEach } from '../rung.js';
import type { Rung } from '../rung.js';
import type { Way } from './way.js';

/** `lanes`: so many applications under way, always; `perSecond`: as many begin whatever became of those before. */
export type Load = { readonly lanes: number } | { readonly perSecond: number };

/** When an application was due to be reported, and when each of its notices was heard to be delivered; epoch ms. */
export interface Fed {
  readonly applicationId: string;
  readonly dueAt: number;
  readonly reportedAt: readonly number[];
  readonly deliveredAt: readonly number[];
}

/** No load of one stack has more applications: their applicants are told apart by number. */
const mostOfOne = 1_000_000;

interface UnderWay {
  readonly applicationId: string;
  readonly dueAt: number;
  readonly reportedAt: number[];
  readonly deliveredAt: number[];
  readonly over: () => void;
}

export class Feed {
  readonly finished: Fed[] = [];
  readonly #way: Way;
  readonly #series: string;
  readonly #first: number;
  readonly #underWay = new Map<string, UnderWay>();
  #begun = 0;
  #ended = false;
  #failure: unknown;

  constructor(way: Way, { rung, nth }: { readonly rung: Rung | Peer; readonly nth: number }) {
    this.#way = way;
    this.#series = `BENCH-${rung}-${nth}`;
    this.#first = nth * mostOfOne;
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  /** Notices that were reported, delivered or not. */
  get reported(): number {
    const all = [...this.finished, ...this.#underWay.values()];
    return all.reduce((sum, { reportedAt }) => sum + reportedAt.length, 0);
  }

  /** Runs until it is ended and everything that was begun is delivered; rejects with the first refusal. */
  async run(load: Load): Promise<void> {
    if ('lanes' in load) await Promise.all(Array.from({ length: load.lanes }, () => this.#lane()));
    else await this.#openLoop(load.perSecond);
    if (this.#failure !== undefined) throw asError(this.#failure);
  }

  end(): void {
    this.#ended = true;
  }

  /** A notice of an application was delivered. What is heard twice counts once. */
  hear(applicationId: string, nth: number): void {
    const one = this.#underWay.get(applicationId);
    if (one === undefined || one.deliveredAt.length !== nth - 1) return;
    one.deliveredAt.push(Date.now());
    if (nth === noticesEach) {
      this.#underWay.delete(applicationId);
      const { over, ...fed } = one;
      this.finished.push(fed);
      over();
      return;
    }
    one.reportedAt.push(Date.now());
    this.#way.goOn(applicationId, nth + 1).catch((failure: unknown) => this.#fail(failure));
  }

  async #lane(): Promise<void> {
    while (!this.#ended) await this.#feed(Date.now());
  }

  async #openLoop(perSecond: number): Promise<void> {
    const beganAt = Date.now();
    const all: Promise<void>[] = [];
    for (let nth = 0; !this.#ended; nth += 1) {
      const dueAt = beganAt + (nth * 1_000) / perSecond;
      const leftMs = dueAt - Date.now();
      if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
      all.push(this.#feed(dueAt));
    }
    await Promise.all(all);
  }

  /** One application; resolves when its last notice is delivered, or anything at all failed. */
  async #feed(dueAt: number): Promise<void> {
    const n = this.#begun++;
    const applicationId = `${this.#series}-${String(n).padStart(6, '0')}`;
    const over = new Promise<void>((resolve) =>
      this.#underWay.set(applicationId, {
        applicationId,
        dueAt,
        reportedAt: [Date.now()],
        deliveredAt: [],
        over: resolve,
      }),
    );
    await this.#way.begin(applicationId, this.#first + n).catch((failure: unknown) => this.#fail(failure));
    await over;
  }

  #fail(failure: unknown): void {
    this.#failure ??= failure;
    this.#ended = true;
    for (const { over } of this.#underWay.values()) over();
  }
}

const asError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error('a report failed', { cause: failure });
