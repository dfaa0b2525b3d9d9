/** How things stand and went lately, for those who watch. */
import { z } from 'zod';
import { dayAt } from '../../domain/calendar/clock-face.js';
import { routeStandings, standingOf } from '../../domain/provider/standing.js';
import { livePicture } from '../../ledger/live/picture.js';
import type { Picture, Spread } from '../../ledger/live/picture.js';
import { inOneSnapshot } from '../../ledger/snapshot.js';
import { instantSchema, noticeStateSchema } from '../application/schemas.js';
import { instantOf, instantOrNull, present } from '../application/view.js';
import { callerOf } from '../identity/guard.js';
import { refusals } from '../openapi/document.js';
import type { ApiWorld, Scope } from '../world.js';

const minuteMs = 60_000;
/** How far back minutes and routes go. */
const lately = 60;
/** How far back the lags are reckoned. */
const lagsMs = 24 * 60 * minuteMs;

const count = z.int().min(0);
const states = z.partialRecord(noticeStateSchema, count);
const spreadSchema = z
  .object({ p50: count.optional(), p95: count.optional() })
  .meta({ id: 'Spread', description: 'milliseconds; empty where nothing was measured' });

const pictureSchema = z
  .object({
    at: instantSchema,
    since: instantSchema.meta({ description: 'minutes and routes are counted since then' }),
    unfinished: states.meta({ description: 'notices by state, those of no notice left out' }),
    finishedToday: states.meta({ description: 'since the local day began' }),
    opening: z
      .object({ held: count, firstAt: instantSchema.optional(), lastAt: instantSchema.optional() })
      .meta({ description: 'notices held for their window, and when the first and the last of them wake' }),
    tasks: z.object({ open: count, unclaimed: count, overdue: count }),
    minutes: z.array(z.object({ at: instantSchema, sent: count, delivered: count, failed: count })),
    routes: z.array(
      z.object({
        route: z.string(),
        attempts: count,
        delivered: count,
        failed: count,
        open: count.meta({ description: 'neither delivered nor failed yet' }),
        unanswered: count.meta({ description: 'of these: not answered as yet, or of unknown outcome' }),
        receiptMs: spreadSchema,
        standing: z.enum(routeStandings).meta({
          description:
            'by its latest ten calls; a failure that is the number’s or the applicant’s is none of its own',
        }),
        latest: z
          .object({ calls: count, troubled: count })
          .meta({ description: 'its latest calls, ten at most, and how many failed by its own fault' }),
        byMinute: z
          .array(z.object({ sent: count, delivered: count, failed: count }))
          .meta({ description: 'what was begun in each of `minutes`, and what became of it' }),
      }),
    ),
    decisionToReport: spreadSchema,
    reportToMessage: spreadSchema,
  })
  .meta({ id: 'LivePicture' });

const spreadView = (spread: Spread): z.input<typeof spreadSchema> => present(spread);

function pictureView(picture: Picture, now: number, since: number): z.input<typeof pictureSchema> {
  const { unfinished, finishedToday, opening, tasks, minutes, routes } = picture;
  return {
    at: instantOf(now),
    since: instantOf(since),
    unfinished,
    finishedToday,
    opening: {
      held: opening.held,
      ...present({ firstAt: instantOrNull(opening.firstAt), lastAt: instantOrNull(opening.lastAt) }),
    },
    tasks,
    minutes: minutes.map(({ at, ...counted }) => ({ at: instantOf(at), ...counted })),
    routes: routes.map(({ receiptMs, answers, byMinute, ...counted }) => ({
      ...counted,
      receiptMs: spreadView(receiptMs),
      standing: standingOf(answers),
      latest: { calls: answers.length, troubled: answers.filter((isWell) => !isWell).length },
      byMinute: [...byMinute],
    })),
    decisionToReport: spreadView(picture.decisionToReport),
    reportToMessage: spreadView(picture.reportToMessage),
  };
}

/** `GET /v1/live`. */
export function liveReads(scope: Scope, world: ApiWorld): void {
  scope.get(
    '/v1/live',
    {
      config: { roles: ['supervisor', 'engineer', 'auditor'] },
      schema: {
        tags: ['live'],
        summary: 'How things stand, and what the last hour brought by minute and by route',
        response: { 200: pictureSchema, ...refusals() },
      },
    },
    async (request) => {
      const { regions } = callerOf(request);
      const now = world.clock.now();
      const since = Math.floor(now / minuteMs) * minuteMs - (lately - 1) * minuteMs;
      const asked = {
        now,
        dayBegan: dayAt(world.clockwork.timeZone, now).startsAt,
        since,
        lagsSince: now - lagsMs,
        ...(regions === undefined ? {} : { regions }),
      };
      return pictureView(await inOneSnapshot(world.ledger, (tx) => livePicture(tx, asked)), now, since);
    },
  );
}
