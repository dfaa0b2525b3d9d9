import { Button } from 'antd';
import { Icon } from './icon.js';
import { useSpeech } from './language.js';

/** Goes over to the other language; named in that one, for whoever cannot read this one. */
export function LanguageSwitch() {
  const { language, words, speak } = useSpeech();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button
      type="text"
      lang={other}
      icon={<Icon name="globe" size={16} />}
      onClick={() => speak(other)}
      className="language-switch"
    >
      {words.frame.toOtherLanguage}
    </Button>
  );
}
