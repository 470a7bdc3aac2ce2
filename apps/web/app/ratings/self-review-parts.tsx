import { useTranslations } from 'use-intl'
import { formatMoment } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './self-review.module.css'
import { ReviewText } from './self-review-text.tsx'
import type { SelfReviewView } from './self-review-view.ts'
import type { TallyQueue } from './use-tally-queue.ts'

type Props = { view: SelfReviewView; queue: TallyQueue }

/** The written sections in the order of the form, each saved by itself, what was written last year within reach. */
export function ReviewSections({ view, queue }: Props) {
  const t = useTranslations('ratings.self-review')
  const earlier = view.earlier
  return (
    <Panel title={t('sections')} note={t('sections-note', { form: view.form })}>
      <div className={classes['parts']}>
        {view.sections.map(({ section, numeral, part, body, version }) => {
          const row = `section/${section}`
          const ahead = queue.aheadOf(row, version)
          const old = earlier?.sections[section]
          return (
            <div key={section}>
              <ReviewText
                id={`review-section-${section}`}
                label={`${numeral}${part === null ? '' : `.${part}`}. ${t(`section.${section}`)}`}
                value={ahead['body'] ?? body}
                readOnly={!view.mayEdit}
                onCommit={(text) => queue.put(row, { body: text }, { version })}
              />
              {earlier && old && (
                <details className={classes['earlier']}>
                  <summary>{t('section-earlier', { year: String(earlier.year) })}</summary>
                  <div className={classes['oldText']}>{old}</div>
                </details>
              )}
            </div>
          )
        })}
      </div>
    </Panel>
  )
}

/** The superior's questions, each with its answer; nothing where none was asked. */
export function ReviewHints({ view, queue }: Props) {
  const t = useTranslations('ratings.self-review.hints')
  if (view.hints.length === 0) return null
  const open = view.hints.filter(
    ({ id, answer, version }) => (queue.aheadOf(`answer/${id}`, version)['answer'] ?? answer) === '',
  )
  return (
    <Panel title={t('title')} note={t('open', { count: open.length })} tone={open.length > 0 ? 'watch' : 'plain'}>
      <ol className={classes['parts']}>
        {view.hints.map(({ id, question, askedBy, askedAt, answer, version }) => {
          const row = `answer/${id}`
          return (
            <li key={id}>
              <p className={classes['question']}>{question}</p>
              <p className={classes['quiet']}>{t('asked', { by: askedBy, at: formatMoment(askedAt) })}</p>
              <ReviewText
                label={t('answer')}
                value={queue.aheadOf(row, version)['answer'] ?? answer}
                most={5_000}
                rows={2}
                readOnly={!view.mayEdit}
                onCommit={(text) => queue.put(row, { answer: text }, { version })}
              />
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
