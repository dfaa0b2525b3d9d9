/** What an alarm is about: the application, or a route, a code, a year. */
import { Link } from 'wouter';
import { wayOf } from '../application/way.js';
import type { Alarm } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { applicationPlace } from '../frame/places.js';

export function AlarmSubject({ subject, applicationId }: Pick<Alarm, 'subject' | 'applicationId'>) {
  const words = useWords();
  // Most subjects begin with a route.
  const [first = '', ...rest] = subject.split(' ');
  return applicationId === undefined ? (
    <bdi className="code-inline">{[wayOf(first, words), ...rest].join(' ')}</bdi>
  ) : (
    <Link href={applicationPlace(applicationId)}>
      <bdi>{words.application.title(applicationId)}</bdi>
    </Link>
  );
}
