/** Each route of the last hour: whether its provider does well, how much arrived, how fast, and minute by minute. */
import { Pill } from '../application/state-pill.js';
import type { Tone } from '../application/state-pill.js';
import { wayOf } from '../application/way.js';
import type { LivePicture, RouteInPicture } from '../door/shapes.js';
import { ColumnHeads } from '../frame/column-heads.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { useAmounts } from './amounts.js';

export const toneOfStanding: Readonly<Record<RouteInPicture['standing'], Tone>> = {
  well: 'good',
  unsteady: 'ask',
  failing: 'alarm',
  quiet: 'over',
};

export function Standing({
  route,
}: {
  readonly route: Pick<RouteInPicture, 'standing' | 'latest'> | undefined;
}) {
  const { live } = useWords();
  const standing = route?.standing ?? 'quiet';
  return (
    <span className="standing">
      <Pill tone={toneOfStanding[standing]}>{live.standings[standing]}</Pill>
      {route !== undefined && route.latest.troubled > 0 && (
        <span className="second faint">{live.troubled(route.latest.calls, route.latest.troubled)}</span>
      )}
    </span>
  );
}

export function RouteList({ picture }: { readonly picture: LivePicture }) {
  const words = useWords();
  const { live } = words;
  const { count, share, duration } = useAmounts();
  const { routes, minutes } = picture;
  return (
    <section className="sheet" aria-labelledby="routes-heading">
      <header className="sheet-head">
        <h2 id="routes-heading">{live.routes}</h2>
      </header>
      {routes.length === 0 ? (
        <p className="faint">{live.nothingSent}</p>
      ) : (
        <table className="attempts live-routes">
          <caption className="unseen">{live.routes}</caption>
          <ColumnHeads
            columns={[live.route, live.standing, live.hour, live.rate, live.receipts, live.waiting]}
          />
          <tbody>
            {routes.map((route) => (
              <tr key={route.route}>
                <th scope="row" data-label={live.route}>
                  {wayOf(route.route, words)}
                </th>
                <td data-label={live.standing}>
                  <Standing route={route} />
                </td>
                <td data-label={live.hour}>
                  <Hour minutes={minutes} route={route} />
                </td>
                <td data-label={live.rate}>
                  {route.delivered + route.failed === 0
                    ? live.none
                    : share(route.delivered, route.delivered + route.failed)}
                  <span className="second faint">
                    {live.rateOf(count(route.delivered), count(route.failed))}
                  </span>
                </td>
                <td data-label={live.receipts}>
                  {route.receiptMs.p50 === undefined ? live.none : duration(route.receiptMs.p50)}
                  {route.receiptMs.p95 !== undefined && (
                    <span className="second faint">{live.most(duration(route.receiptMs.p95))}</span>
                  )}
                </td>
                <td data-label={live.waiting}>
                  {count(route.open)}
                  {route.unanswered > 0 && (
                    <span className="second faint">{live.unanswered(count(route.unanswered))}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface HourProps {
  readonly minutes: LivePicture['minutes'];
  readonly route: RouteInPicture;
}

const heightPx = 28;

/** A bar a minute: what was begun in it and has arrived stands up, what failed hangs down; so colour need not tell. */
export function Hour({ minutes, route: { byMinute } }: HourProps) {
  const { live } = useWords();
  const { minute } = useMoments();
  const { count } = useAmounts();
  const most = Math.max(1, ...byMinute.map(({ sent }) => sent));
  const sent = byMinute.reduce((sum, one) => sum + one.sent, 0);
  const troubled = minutes.filter((_one, nth) => (byMinute[nth]?.failed ?? 0) > 0);
  const [first, last] = [troubled[0], troubled.at(-1)];
  const half = heightPx / 2;
  const tall = (amount: number): number => (amount === 0 ? 0 : Math.max(2, (amount / most) * (half - 1)));
  return (
    <>
      <svg
        className="hour"
        viewBox={`0 0 ${minutes.length * 2} ${heightPx}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path className="hour-line" d={`M0 ${half}h${minutes.length * 2}`} />
        {byMinute.map((one, nth) => (
          <g key={nth}>
            <rect
              className="hour-sent"
              x={nth * 2}
              width={1.6}
              y={half - tall(one.sent)}
              height={tall(one.sent)}
            />
            <rect
              className="hour-delivered"
              x={nth * 2}
              width={1.6}
              y={half - tall(one.delivered)}
              height={tall(one.delivered)}
            />
            <rect className="hour-failed" x={nth * 2} width={1.6} y={half} height={tall(one.failed)} />
          </g>
        ))}
      </svg>
      <span className="unseen">
        {live.hourSent(count(sent))}
        {first !== undefined && last !== undefined && live.hourFailed(minute(first.at), minute(last.at))}
      </span>
    </>
  );
}
