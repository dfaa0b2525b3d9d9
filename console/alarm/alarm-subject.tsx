/** What an alarm is about: the application, an incident, or a route, a code, a year. */
import { Link } from 'wouter';
import { wayOf } from '../application/way.js';
import type { Alarm } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { applicationPlace, incidentPlace } from '../frame/places.js';
import type { Words } from '../words/words.js';

export function AlarmSubject({ subject, applicationId }: Pick<Alarm, 'subject' | 'applicationId'>) {
  const words = useWords();
  const incident = incidentIn(subject);
  if (incident !== undefined)
    return <Link href={incidentPlace(incident)}>{words.incidents.name(incident)}</Link>;
  // Most subjects begin with a route.
  const [first = '', ...rest] = subject.split(' ');
  return applicationId === undefined ? (
    <bdi className="code-inline">{[shareIn(first, words), ...rest].join(' ')}</bdi>
  ) : (
    <Link href={applicationPlace(applicationId)}>
      <bdi>{words.application.title(applicationId)}</bdi>
    </Link>
  );
}

/** A route, or the part of it whose numbers are somewhere: `sms/aliyun@广东/china-mobile`. */
function shareIn(name: string, words: Words): string {
  const [route = '', place] = name.split('@');
  if (place === undefined) return wayOf(name, words);
  const [province = '', carrier] = place.split('/');
  const whose =
    carrier !== undefined && Object.hasOwn(words.carriers, carrier)
      ? words.carriers[carrier as keyof Words['carriers']]
      : carrier;
  return [wayOf(route, words), province, whose].filter((part) => part !== undefined).join(' · ');
}

/** Which incident a subject names (`incident 3`), if it does. */
function incidentIn(subject: string): number | undefined {
  const [, digits] = /^incident ([1-9]\d{0,14})$/.exec(subject) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
