/** What came of the last act: done, done alone, or waiting for a second person. */
import { Button } from 'antd';
import { Link } from 'wouter';
import type { Order, Outcome } from '../door/route-questions.js';
import type { RouteInForce } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { useMoments } from '../frame/moment.js';
import { channelName, useNames } from './target.js';

export type Done =
  | {
      readonly kind: 'held' | 'weighed';
      readonly target: string;
      readonly order: Order;
      readonly outcome: Outcome;
    }
  | { readonly kind: 'frozen'; readonly target: string; readonly order: Order }
  | { readonly kind: 'ended'; readonly target: string };

interface DoneNoticeProps {
  readonly done: Done;
  readonly routes: readonly RouteInForce[];
  readonly forget: () => void;
}

export function DoneNotice({ done, routes, forget }: DoneNoticeProps) {
  const words = useWords();
  const { frame } = words;
  const { moment } = useMoments();
  const name = useNames(routes).targetName(done.target);
  const said = (() => {
    if (done.kind === 'ended') return { title: words.routes.doneEnded(name), isWaiting: false };
    if (done.kind === 'frozen')
      return { title: words.routes.doneFrozen(name, moment(done.order.expiresAt)), isWaiting: false };
    const { outcome, order } = done;
    if (outcome.kind === 'proposed') {
      const until = outcome.approval.expiresAt ?? order.expiresAt;
      return { title: words.routes.proposed(name, moment(until)), isWaiting: true };
    }
    const sentence = done.kind === 'held' ? words.routes.doneHeld : words.routes.doneWeighed;
    return {
      title: sentence(name, moment(order.expiresAt)),
      isWaiting: outcome.set.approval !== undefined,
      alone: outcome.set.approval === undefined ? undefined : words.routes.doneAlone,
      closes: outcome.set.closes.map((channel) => words.routes.closes(channelName(channel, words))),
    };
  })();
  return (
    <section className={`done tone-${said.isWaiting ? 'ask' : 'good'}`} role="status">
      <div>
        <p className="done-title">{said.title}</p>
        {said.closes?.map((one) => (
          <p key={one}>{one}</p>
        ))}
        {said.alone !== undefined && <p>{said.alone}</p>}
        {said.isWaiting && (
          <p>
            <Link href="/approvals">{words.routes.toApprovals}</Link>
          </p>
        )}
      </div>
      <Button type="text" size="small" onClick={forget}>
        {frame.close}
      </Button>
    </section>
  );
}
