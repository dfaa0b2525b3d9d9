import { Button } from 'antd';
import { Pill } from '../application/state-pill.js';
import { wayOf } from '../application/way.js';
import type { LivePicture, RouteInForce } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { useAmounts } from '../live/amounts.js';
import { Hour, Standing } from '../live/route-list.js';
import { shareOf, weightOf } from './target.js';
import { Frozen, Troubles } from './trouble.js';

/** What somebody may be about to do with a route. */
export type Act = 'hold' | 'weight' | 'freeze' | 'end-hold' | 'end-weight' | 'end-freeze';

interface RouteRowProps {
  readonly route: RouteInForce;
  readonly routes: readonly RouteInForce[];
  readonly picture: LivePicture | undefined;
  readonly begin: (act: Act) => void;
}

export function RouteRow({ route, routes, picture, begin }: RouteRowProps) {
  const allWords = useWords();
  const { live, routes: words } = allWords;
  const { count, share, duration } = useAmounts();
  const figures = picture?.routes.find((one) => one.route === route.route);
  const ended = figures === undefined ? 0 : figures.delivered + figures.failed;
  const { p50, p95 } = figures?.receiptMs ?? {};
  const name = wayOf(route.route, allWords);
  return (
    <tr>
      <th scope="row" data-label={words.route}>
        {name}
      </th>
      <td data-label={words.standing}>
        {route.hold !== undefined && <Held hold={route.hold} />}
        {route.freeze !== undefined && <Frozen freeze={route.freeze} />}
        <Standing route={figures} />
        <Troubles route={route} />
      </td>
      <td data-label={words.hour}>
        {figures !== undefined && picture !== undefined && <Hour minutes={picture.minutes} route={figures} />}
      </td>
      <td data-label={words.rate}>
        {figures === undefined || ended === 0 ? (
          live.none
        ) : (
          <>
            {share(figures.delivered, ended)}
            <span className="second faint">
              {live.rateOf(count(figures.delivered), count(figures.failed))}
            </span>
          </>
        )}
      </td>
      <td data-label={words.receipts}>
        {p50 === undefined ? live.none : duration(p50)}
        {p95 !== undefined && <span className="second faint">{live.most(duration(p95))}</span>}
      </td>
      <td data-label={words.open}>
        {count(figures?.open ?? 0)}
        {figures !== undefined && figures.unanswered > 0 && (
          <span className="second faint">{live.unanswered(count(figures.unanswered))}</span>
        )}
      </td>
      <td data-label={words.weight}>
        {weightOf(route)}
        <span className="second faint">
          {route.hold === undefined ? words.share(share(shareOf(routes, route), 1)) : words.noShare}
        </span>
        {route.weight !== undefined && <Weighed route={route} weight={route.weight} />}
      </td>
      <td className="acts">
        <span className="act-buttons" role="group" aria-label={name}>
          {route.hold !== undefined && (
            <Button size="small" onClick={() => begin('end-hold')}>
              {words.endHoldAct}
            </Button>
          )}
          <Button size="small" onClick={() => begin('hold')}>
            {route.hold === undefined ? words.holdAct : words.changeHoldAct}
          </Button>
          <Button size="small" onClick={() => begin('weight')}>
            {words.weightAct}
          </Button>
          {route.weight !== undefined && (
            <Button size="small" onClick={() => begin('end-weight')}>
              {words.endWeightAct}
            </Button>
          )}
          {route.freeze === undefined && route.troubles.length > 0 && (
            <Button size="small" onClick={() => begin('freeze')}>
              {words.freezeAct}
            </Button>
          )}
          {route.freeze !== undefined && (
            <Button size="small" onClick={() => begin('end-freeze')}>
              {words.thawAct}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}

function Held({ hold }: { readonly hold: NonNullable<RouteInForce['hold']> }) {
  const { routes: words } = useWords();
  const { moment } = useMoments();
  return (
    <div className="held">
      <Pill tone="act">{words.held}</Pill> <span>{words.until(moment(hold.expiresAt))}</span>
      <span className="second">
        {words.reasonIs('')}
        <bdi>{hold.reason}</bdi>
      </span>
      <span className="second faint">
        {!hold.target.includes('/') && `${words.heldWhole(hold.target)} · `}
        {words.heldBy(hold.by, moment(hold.setAt))}
      </span>
    </div>
  );
}

interface WeighedProps {
  readonly route: RouteInForce;
  readonly weight: NonNullable<RouteInForce['weight']>;
}

function Weighed({ route, weight }: WeighedProps) {
  const { routes: words } = useWords();
  const { moment } = useMoments();
  return (
    <>
      <span className="second">
        {words.until(moment(weight.expiresAt))} · {words.configured(String(route.configuredWeight))}
      </span>
      <span className="second">
        {words.reasonIs('')}
        <bdi>{weight.reason}</bdi>
      </span>
      <span className="second faint">{words.weighedBy(weight.by, moment(weight.setAt))}</span>
    </>
  );
}
