/** The report of an incident, to be kept or handed on; made anew each time it is fetched. */
import { reportAddress } from '../door/incident-questions.js';
import type { Incident } from '../door/shapes.js';
import { useSpeech } from '../frame/language.js';

export function ReportLinks({ incidentId }: Pick<Incident, 'incidentId'>) {
  const { language, words } = useSpeech();
  const { incidents: said } = words;
  return (
    <section className="sheet" aria-labelledby="report-heading">
      <header className="sheet-head">
        <h2 id="report-heading">{said.report}</h2>
      </header>
      <p className="faint">{said.reportText}</p>
      <ul className="report-links">
        <li>
          <a href={reportAddress(incidentId, 'html', language)} download>
            {said.reportHtml}
          </a>
        </li>
        <li>
          <a href={reportAddress(incidentId, 'csv', language)} download>
            {said.reportCsv}
          </a>
        </li>
      </ul>
    </section>
  );
}
