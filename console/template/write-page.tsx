/** Writing the next version of some words: with what may be filled in, what breaks the rules, and how it will look. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import '../application/application.css';
import '../frame/parts.css';
import { templateQuestion, templatesQuestion } from '../door/template-questions.js';
import { Icon } from '../frame/icon.js';
import { useTitle, useWords } from '../frame/language.js';
import { Loading } from '../frame/loading.js';
import { templatePlace } from '../frame/places.js';
import { ProblemNotice } from '../frame/problem-notice.js';
import { Editor } from './editor.js';
import { slotNameOf } from './slot.js';
import './template.css';

/** `name`: a version to begin with, or a slot that nobody wrote words for. */
export default function WritePage({ name }: { readonly name: string }) {
  const { templates } = useWords();
  const isVersion = name.includes('@');
  const all = useQuery(templatesQuestion);
  const from = useQuery({ ...templateQuestion(name), enabled: isVersion });
  const slot = all.data?.slots.find((one) => one.slot === slotNameOf(name));
  const failure = all.error ?? from.error;
  const isReady = slot !== undefined && (!isVersion || from.data !== undefined);
  const isUnknown = all.data !== undefined && slot === undefined;
  const title = isVersion ? templates.editor.title : templates.editor.first;
  useTitle(title);
  return (
    <div className="write-page">
      <p className="back">
        <Link href={isVersion ? templatePlace(name) : '/templates'}>
          <Icon name="back" size={16} /> {templates.back}
        </Link>
      </p>
      <h1>{title}</h1>
      {isReady && <Editor key={slot.slot} slot={slot} from={from.data} />}
      {isUnknown && <p className="faint">{templates.none}</p>}
      {!isReady && !isUnknown && failure === null && <Loading />}
      {!isReady && failure !== null && (
        <ProblemNotice
          failure={failure}
          again={() => void Promise.all([all.refetch(), isVersion ? from.refetch() : undefined])}
        />
      )}
    </div>
  );
}
