import { Skeleton } from 'antd';
import { useWords } from './language.js';

/** Something is on its way; said once, and drawn without a spinner. */
export function Loading() {
  const { frame } = useWords();
  return (
    <div className="loading" role="status">
      <span className="unseen">{frame.loading}</span>
      <Skeleton active title={{ width: '38%' }} paragraph={{ rows: 4 }} />
    </div>
  );
}
