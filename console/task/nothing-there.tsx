import { useWords } from '../frame/language.js';

/** There is no such task, or none for whoever looks. */
export function NothingThere() {
  const { task } = useWords();
  return (
    <section className="nothing-found" role="status">
      <h2>{task.unknownTitle}</h2>
      <p>{task.unknownText}</p>
    </section>
  );
}
