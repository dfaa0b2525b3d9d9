import { useEffect, useState } from 'react';

/** The time (epoch milliseconds) as it goes on, for what is said of time; nothing is asked for by it. */
export function useNow(everyMs = 5_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
