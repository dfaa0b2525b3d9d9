/** Waits until something is so, asking again and again; fails after `mostMs` with what was asked. */
export async function until<Answer>(
  ask: () => Promise<Answer | undefined | false>,
  mostMs = 20_000,
): Promise<Answer> {
  const endsAt = Date.now() + mostMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > endsAt) throw new Error(`not so within ${String(mostMs)} ms: ${ask.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
