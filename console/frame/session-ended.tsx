/** A session that ends leaves the page as it is; signing in again in another window lets it go on. */
import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { askEverythingAgain } from '../door/questions.js';
import { askWho, onOtherWindow, signedInPlace, signInAddress, useStanding } from '../door/session.js';
import { useWords } from './language.js';

/** How often it is looked whether somebody signed in meanwhile; another window usually says so at once. */
const lookEveryMs = 3_000;

export function SessionEnded() {
  const standing = useStanding();
  const words = useWords().ended;
  const isEnded = standing.kind === 'ended';
  const other = isEnded ? standing.other : undefined;
  useEffect(() => {
    if (!isEnded) return;
    const look = (): void => void askWho();
    const timer = setInterval(look, lookEveryMs);
    const stop = onOtherWindow(look);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      stop();
      window.removeEventListener('focus', look);
      // Answers that were refused meanwhile are asked for again.
      askEverythingAgain();
    };
  }, [isEnded]);
  return (
    <Modal
      open={isEnded}
      title={other === undefined ? words.title : words.otherTitle}
      closable={false}
      keyboard={false}
      centered
      mask={{ closable: false }}
      footer={
        other === undefined ? (
          <Button type="primary" href={signInAddress(signedInPlace)} target="_blank" rel="noopener">
            {words.button}
          </Button>
        ) : (
          // Nothing of what the one saw or typed is the other's.
          <Button type="primary" onClick={() => location.assign('/')}>
            {words.otherButton}
          </Button>
        )
      }
    >
      {isEnded && other !== undefined ? (
        <p>{words.other(standing.who.account, other.account)}</p>
      ) : (
        <>
          <p>{words.text}</p>
          <p className="faint">{words.waiting}</p>
        </>
      )}
    </Modal>
  );
}
