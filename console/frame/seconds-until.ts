import { useEffect, useState } from 'react';

/** Counts down to an instant (epoch milliseconds), and says when it is reached. */
export function useSecondsUntil(until: number, reached: () => void): number {
  const [now, setNow] = useState(Date.now);
  const isOver = now >= until;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (isOver) reached();
  }, [isOver, reached]);
  return Math.max(0, Math.ceil((until - now) / 1_000));
}
