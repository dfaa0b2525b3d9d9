/**
 * Waits until something is so, asking again and again, and answers it; fails after `mostMs`, naming
 * `what` was waited for.
 */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  mostMs = 20_000,
  what = ask.toString(),
): Promise<Answer> {
  const endsAt = Date.now() + mostMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > endsAt) throw new Error(`not so within ${String(mostMs)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
