/** What to say, step by step; what is to be told stands there only once the person is known. */
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Call } from '../door/shapes.js';
import { CopyButton } from '../frame/copy-button.js';
import { useSpeech } from '../frame/language.js';
import type { Language } from '../words/words.js';

/** `nobody`: it was never told with whom one speaks. */
export type Reached = 'nobody' | 'somebody-else' | 'the-person';

interface ScriptProps {
  readonly call: Call;
  readonly end: (reached: Reached) => void;
}

export function Script({ call, end }: ScriptProps) {
  const { language, words: all } = useSpeech();
  const words = all.task.call;
  const [spoken, setSpoken] = useState<Language>();
  const [reached, setReached] = useState<Reached>('nobody');
  const asked: Language = call.speak === 'en' ? 'en' : 'zh';
  const shown = spoken ?? language;
  const script = call[shown];
  return (
    <>
      {asked !== language && (
        <p className="faint call-language">
          {words.prefers}{' '}
          <Button size="small" onClick={() => setSpoken(shown === 'zh' ? 'en' : 'zh')}>
            {words.switchLanguage}
          </Button>
        </p>
      )}
      <ol className="script">
        <Step title={words.greet}>
          <Said lines={[script.greet]} />
        </Step>
        <Step title={words.verify}>
          {script.verify.map(({ say, expect }) => (
            <div key={say}>
              <Said lines={[say]} />
              <p className="expected">
                <span className="label">{words.expect}</span> <bdi className="value">{expect}</bdi>{' '}
                <span className="faint">{words.notAloud}</span>
              </p>
            </div>
          ))}
          {reached === 'nobody' && (
            <p className="script-acts">
              <Button type="primary" onClick={() => setReached('the-person')}>
                {words.isPerson}
              </Button>
              <Button onClick={() => setReached('somebody-else')}>{words.isNot}</Button>
            </p>
          )}
        </Step>
        {reached === 'somebody-else' && (
          <Step title={words.other} isNew>
            <Said lines={[script.anotherPerson]} />
          </Step>
        )}
        {reached === 'the-person' && (
          <>
            <Step title={words.tell} isNew>
              <Said lines={script.tell} />
              <CopyButton text={script.tell.join('\n')} label={words.copyTell} size="small" />
            </Step>
            <Step title={words.close}>
              <Said lines={[script.close]} />
            </Step>
          </>
        )}
      </ol>
      <Button danger onClick={() => end(reached)}>
        {words.end}
      </Button>
    </>
  );
}

interface StepProps {
  readonly title: string;
  readonly children: React.ReactNode;
  /** It came up just now: whoever listens, or uses a keyboard, goes on there. */
  readonly isNew?: boolean;
}

function Step({ title, children, isNew = false }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [isNew]);
  return (
    <li>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {children}
    </li>
  );
}

/** To be spoken. */
function Said({ lines }: { readonly lines: readonly string[] }) {
  return (
    <blockquote className="said">
      {lines.map((line, nth) => (
        <p key={nth}>{line}</p>
      ))}
    </blockquote>
  );
}
