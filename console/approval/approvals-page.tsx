/** What waits for a second pair of eyes, one's own part of it first; and what became of the rest. */
import { Select } from 'antd';
import { useId } from 'react';
import { Link, useSearchParams } from 'wouter';
import '../application/application.css';
import '../frame/parts.css';
import type { ApprovalsAsked } from '../door/approval-questions.js';
import type { Approval } from '../door/shapes.js';
import { useTitle, useWords } from '../frame/language.js';
import { ApprovalList, useApprovals } from './approval-list.js';
import './approval.css';

export default function ApprovalsPage() {
  const { approvals } = useWords();
  const [search] = useSearchParams();
  const isPast = search.get('show') === 'past';
  useTitle(approvals.title);
  return (
    <div className="approvals-page">
      <h1>{approvals.title}</h1>
      <p className="lead">{approvals.lead}</p>
      <nav className="tabs" aria-label={approvals.show}>
        <Link href="/approvals" aria-current={isPast ? undefined : 'true'}>
          {approvals.waiting}
        </Link>
        <Link href="/approvals?show=past" aria-current={isPast ? 'true' : undefined}>
          {approvals.past}
        </Link>
      </nav>
      {isPast ? <Past /> : <Waiting />}
    </div>
  );
}

const mine: ApprovalsAsked = { decidable: 'true' };
const waiting: ApprovalsAsked = { waiting: 'true' };

function Waiting() {
  const { approvals } = useWords();
  const forMe = useApprovals(mine);
  const ids = new Set(forMe?.map(({ approvalId }) => approvalId));
  return (
    <>
      <ApprovalList title={approvals.mine} asked={mine} none={approvals.noneMine} isUrgent />
      <ApprovalList title={approvals.others} asked={waiting} none={approvals.noneOthers} without={ids} />
    </>
  );
}

/** Where an approval ends. */
const ends = [
  'approved',
  'rejected',
  'reviewed',
  'expired',
  'withdrawn',
  'overtaken',
] as const satisfies readonly Approval['state'][];

function Past() {
  const { approvals } = useWords();
  const [search, setSearch] = useSearchParams();
  const kinds = Object.keys(approvals.kinds) as Approval['kind'][];
  const kind = kinds.find((one) => one === search.get('kind'));
  const state = ends.find((one) => one === search.get('state'));
  const choose = (name: 'kind' | 'state', value: string): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    });
  const asked: ApprovalsAsked = {
    waiting: 'false',
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
  };
  return (
    <>
      <div className="filters">
        <Choice
          label={approvals.kind}
          value={kind ?? ''}
          choose={(value) => choose('kind', value)}
          options={kinds.map((one) => [one, approvals.kinds[one]])}
        />
        <Choice
          label={approvals.state}
          value={state ?? ''}
          choose={(value) => choose('state', value)}
          options={ends.map((one) => [one, approvals.states[one]])}
        />
      </div>
      <ApprovalList title={approvals.past} asked={asked} none={approvals.nonePast} />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly options: readonly (readonly [value: string, label: string])[];
}

function Choice({ label, value, choose, options }: ChoiceProps) {
  const { approvals } = useWords();
  const id = useId();
  return (
    <span className="filter">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <Select
        id={id}
        value={value}
        onChange={choose}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: approvals.any },
          ...options.map(([one, name]) => ({ value: one, label: name })),
        ]}
      />
    </span>
  );
}
