import { legalNumbers } from '@nq15/domain/reports'
import { type Answer, columns } from '../answer.ts'

/** Every number of law that the product acts on, with where it acts and where it stands. */
export function answerNumbers(): Answer {
  const rows = legalNumbers.map(({ key, value, unit, acts, document, provision, from, until, confidence }) => ({
    ...{ key, value, unit, acts: acts.map(({ vi }) => vi), document, provision, from, until, confidence },
  }))
  return {
    json: rows,
    lines: columns([
      ['key', 'value', 'unit', 'from', 'until', 'known', 'source', 'acts'],
      ...rows.map(({ key, value, unit, acts, document, provision, from, until, confidence }) => [
        ...[key, String(value), unit, from, until ?? '–', confidence, `${document}, ${provision}`, acts.join(' | ')],
      ]),
    ]),
    exitCode: 0,
  }
}
