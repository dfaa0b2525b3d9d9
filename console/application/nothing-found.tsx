import { useWords } from '../frame/language.js';

/** Nothing is there, and what that may mean. */
export function NothingFound({ why }: { readonly why: string }) {
  const { search } = useWords();
  return (
    <section className="nothing-found" role="status">
      <h2>{search.noneTitle}</h2>
      <p>{why}</p>
    </section>
  );
}
