/** Words as whoever receives them sees or hears them, with made-up fields. */
import type { TemplatePreview, TemplateSlot } from '../door/shapes.js';
import { CopyButton } from '../frame/copy-button.js';
import { Icon } from '../frame/icon.js';
import { useSpeech, useWords } from '../frame/language.js';
import { tagOf } from '../words/words.js';

interface PreviewProps {
  readonly preview: TemplatePreview;
  readonly channel: TemplateSlot['channel'];
  readonly locale: TemplateSlot['locale'];
  /** Whether the provider's own copy is of interest too. */
  readonly withProvider?: boolean;
}

export function Preview({ preview, channel, locale, withProvider = false }: PreviewProps) {
  const { templates } = useWords();
  const { faults, providerText } = preview;
  if (faults.length > 0) return <p className="faint">{templates.preview.faulty}</p>;
  return (
    <div className="preview">
      <div lang={locale}>
        <Shown channel={channel} preview={preview} />
      </div>
      {withProvider && providerText !== undefined && (
        <figure className="provider-text">
          <figcaption>
            <span className="label">{templates.preview.provider}</span>
            <CopyButton text={providerText} label={templates.preview.copyProvider} size="small" />
          </figcaption>
          <blockquote lang={locale}>
            <bdi>{providerText}</bdi>
          </blockquote>
        </figure>
      )}
    </div>
  );
}

function Shown({ channel, preview }: Pick<PreviewProps, 'channel' | 'preview'>) {
  switch (channel) {
    case 'sms':
      return <ShortMessage preview={preview} />;
    case 'push':
      return <Notification preview={preview} />;
    case 'email':
      return <Mail preview={preview} />;
    case 'voice':
      return <Spoken preview={preview} />;
  }
}

interface OfPreview {
  readonly preview: TemplatePreview;
}

/** On a telephone, with what the provider puts in front, and what it is charged as. */
function ShortMessage({ preview: { text, sms } }: OfPreview) {
  const { language, words } = useSpeech();
  const { preview } = words.templates;
  return (
    <>
      <div className="phone">
        <p className="bubble">
          <span className="bubble-signature" lang={tagOf[language]}>
            {preview.signature}
          </span>
          <bdi>{text}</bdi>
        </p>
      </div>
      {sms !== undefined && <Segments sms={sms} />}
    </>
  );
}

function Segments({ sms }: { readonly sms: NonNullable<TemplatePreview['sms']> }) {
  const { language, words } = useSpeech();
  const { preview } = words.templates;
  const { characters, messages, perMessage, left, doubled, signature, encoding } = sms;
  return (
    <ul className="segments" lang={tagOf[language]}>
      <li className={messages > 1 ? 'segments-count tone-ask' : 'segments-count tone-good'}>
        {preview.messages(messages)}
      </li>
      <li>{preview.segments(characters, signature)}</li>
      <li>{preview.perMessage(perMessage, encoding)}</li>
      <li>{preview.left(left)}</li>
      {doubled > 0 && <li>{preview.doubled(doubled)}</li>}
    </ul>
  );
}

function Notification({ preview: { title, text } }: OfPreview) {
  const { language, words } = useSpeech();
  const { preview } = words.templates;
  return (
    <div className="phone">
      <div className="notification">
        <p className="notification-head" lang={tagOf[language]}>
          <span>{preview.app}</span>
          <span>{preview.now}</span>
        </p>
        <p className="notification-title">
          <bdi>{title}</bdi>
        </p>
        <p>
          <bdi>{text}</bdi>
        </p>
      </div>
    </div>
  );
}

/** Its HTML in a frame of its own, in which nothing runs, nothing is sent and nothing leads elsewhere. */
function Mail({ preview: { subject, text, html } }: OfPreview) {
  const { preview } = useWords().templates;
  return (
    <div className="mail">
      <p className="mail-head">
        <span className="label">{preview.from}</span>
        <strong>
          <span className="unseen">{preview.subject} </span>
          <bdi>{subject}</bdi>
        </strong>
      </p>
      {html !== undefined && <iframe sandbox="" srcDoc={html} title={preview.html} className="mail-frame" />}
      <details className="mail-plain">
        <summary>{preview.plain}</summary>
        <p>
          <bdi>{text}</bdi>
        </p>
      </details>
    </div>
  );
}

function Spoken({ preview: { text } }: OfPreview) {
  const { preview } = useWords().templates;
  return (
    <div className="spoken">
      <p className="label">
        <Icon name="hand" size={16} /> {preview.voice}
      </p>
      <blockquote>
        <bdi>{text}</bdi>
      </blockquote>
    </div>
  );
}
