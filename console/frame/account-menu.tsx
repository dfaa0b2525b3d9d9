import { Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { questions } from '../door/questions.js';
import { signOut, useWho } from '../door/session.js';
import { Icon } from './icon.js';
import { useWords } from './language.js';
import { ProblemNotice } from './problem-notice.js';

/** Who is signed in, as what, and the way out. */
export function AccountMenu() {
  const { frame, roles } = useWords();
  const who = useWho();
  const roleNames = who.roles.map((role) => roles[role]).join('、');
  const [failure, setFailure] = useState<unknown>();
  const leave = (): void => {
    setFailure(undefined);
    signOut().then(() => questions.clear(), setFailure);
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            {
              key: 'who',
              type: 'group',
              label: (
                <span className="account-facts">
                  <strong>{who.account}</strong>
                  <span>{roleNames}</span>
                  {who.regions !== undefined && <span>{frame.regions(who.regions.join(', '))}</span>}
                </span>
              ),
            },
            { type: 'divider' },
            { key: 'sign-out', label: frame.signOut, onClick: leave },
          ],
        }}
      >
        <Button type="text" icon={<Icon name="person" size={18} />} aria-label={frame.account(who.account)}>
          <span className="account-name">{who.account}</span>
        </Button>
      </Dropdown>
      <Modal
        open={failure !== undefined}
        title={frame.signOut}
        footer={null}
        onCancel={() => setFailure(undefined)}
      >
        <ProblemNotice failure={failure} again={leave} />
      </Modal>
    </>
  );
}
