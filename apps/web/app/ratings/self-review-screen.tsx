import { Button, Radio } from '@mantine/core'
import { levels } from '@nq15/domain/ratings'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useCallback, useMemo, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { PapersLink } from '../reports/papers-link.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { IconArrowBackUp, IconDownload, IconInfoCircle, IconLock, IconSend } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SavedState } from '../ui/saved-state.tsx'
import classes from './self-review.module.css'
import type { ownReviewLoader } from './self-review.server.ts'
import { checkReview, holdReviewField, missingFields } from './self-review-check.ts'
import { ReviewFacts } from './self-review-facts.tsx'
import { ReviewInput } from './self-review-field.tsx'
import { ReviewHints, ReviewSections } from './self-review-parts.tsx'
import { ReviewTasks } from './self-review-tasks.tsx'
import { ReviewText } from './self-review-text.tsx'
import {
  limitationFields,
  pointFields,
  type ReviewField,
  type ReviewValues,
  type SelfReviewView,
  taskFields,
} from './self-review-view.ts'
import { SheetLink } from './sheet-link.tsx'
import { TallyNotices } from './tally-notices.tsx'
import { useTallyQueue } from './use-tally-queue.ts'
import { goToPlace } from './workspace-fault-list.tsx'

/** A self-review on one page: text, points, tasks, limitations and own level, each saved as it is typed, the rules' answer beside it. */
export function SelfReviewScreen() {
  const view = useLoaderData<typeof ownReviewLoader>()
  return <SelfReview key={view.caseId} view={view} />
}

function SelfReview({ view }: { view: SelfReviewView }) {
  const t = useTranslations('ratings.self-review')
  const grade = useTranslations('ui.grade.full')
  const format = useFormatter()
  const state = useReviewState(view)
  const { values, queue, faults } = state
  const [asked, setAsked] = useState(false)
  const missing = missingFields(values)
  const blocked = missing.length > 0 || Object.keys(faults).length > 0
  const here = `/ratings/${view.campaign.year}/cases/${view.caseId}`
  const total = sumOfPoints(values)

  function handIn() {
    // What is still on its way goes first; only what a person must settle holds the handing in.
    if (!blocked && queue.saved.state !== 'unsaved') {
      setAsked(false)
      return state.put({ submit: 'true' })
    }
    setAsked(true)
    queue.retry()
    const [first] = [...Object.keys(faults), ...missing]
    if (first) goToPlace(`review-${first}`)
  }

  const faultText = (field: ReviewField) => {
    const fault = faults[field]
    if (fault) return t(`fault.${fault.code}`, fault.numbers)
    return asked && missing.includes(field) ? t('fault.missing') : undefined
  }
  const input = (field: ReviewField, decimals = false) => (
    <ReviewInput
      key={field}
      id={`review-${field}`}
      label={t(`field.${field}`)}
      value={values[field]}
      error={faultText(field)}
      decimals={decimals}
      readOnly={!view.mayEdit}
      onType={(text) => state.type(field, text)}
      onCommit={(text) => state.commit(field, text)}
    />
  )

  return (
    <>
      <PageHead
        crumbs={
          view.own
            ? [{ label: t('crumb-own', { year: String(view.campaign.year) }) }]
            : [
                {
                  label: t('crumb-cell', { year: String(view.campaign.year) }),
                  to: `/ratings/${view.campaign.year}/cells/${view.cellId}`,
                },
                { label: t('crumb-review') },
              ]
        }
        title={view.own ? t('title-own', { year: String(view.campaign.year) }) : t('title-for', { name: view.name })}
        state={
          <>
            {t('state', { name: view.name, form: view.form, day: formatDay(view.campaign.cellDueOn) })}{' '}
            {view.earlierForm && `${t('earlier-form')} `}
            {view.submittedAt ? t('handed-in', { at: formatMoment(view.submittedAt) }) : t('not-handed-in')}
          </>
        }
        actions={
          view.notRated === null && (
            <>
              <SheetLink to={`${here}/scores`} />
              <PapersLink organizationId={view.cellId} year={view.campaign.year} caseId={view.caseId} />
              <Button
                component="a"
                href={`${here}/self-review`}
                leftSection={<IconDownload size={18} stroke={1.6} aria-hidden />}
              >
                {t('word')}
              </Button>
              {view.mayEdit && !view.submittedAt && (
                <Button variant="filled" onClick={handIn} leftSection={<IconSend size={18} stroke={1.6} aria-hidden />}>
                  {t('hand-in')}
                </Button>
              )}
              {view.mayEdit && view.submittedAt && (
                <Button
                  onClick={() => state.put({ submit: 'false' })}
                  leftSection={<IconArrowBackUp size={18} stroke={1.6} aria-hidden />}
                >
                  {t('take-back')}
                </Button>
              )}
            </>
          )
        }
        saved={<SavedState saved={queue.saved} />}
      />
      <div className={classes['page']}>
        {view.notRated !== null && (
          <Notice tone="info" icon={IconInfoCircle} title={t('not-rated')}>
            {view.notRated}
          </Notice>
        )}
        {view.notRated === null && !view.mayEdit && (
          <Notice tone="info" icon={IconLock} title={t('locked')}>
            {t('locked-why')}
          </Notice>
        )}
        {!view.own && view.mayEdit && (
          <Notice tone="info" icon={IconInfoCircle}>
            {view.enteredForMember || view.version === 0
              ? t('for-member')
              : t('by-member', { name: view.enteredByName ?? view.name })}
          </Notice>
        )}
        <TallyNotices
          queue={queue}
          nameRow={(row) => nameRow(row, view, t)}
          nameField={(_row, field) => nameField(field, t)}
          showValue={(field, value) =>
            longTexts.includes(field) ? (
              <div className={classes['conflictText']}>
                {value === '' && field === 'reviewText' ? view.values.reviewText : value}
              </div>
            ) : undefined
          }
        />
        {asked && blocked && (
          <Notice
            tone="error"
            live="alert"
            title={t('not-handed', { count: missing.length + Object.keys(faults).length })}
          >
            {t('not-handed-todo')}
          </Notice>
        )}
        <div className={classes['columns']}>
          <div className={classes['work']}>
            <Panel title={t('points')} note={t('points-note')}>
              <div className={classes['points']}>
                {pointFields.map((field) => input(field, true))}
                <p className={classes['total']} role="status">
                  {t('total')}{' '}
                  <strong>{total === null ? '…' : format.number(total, { maximumFractionDigits: 3 })}</strong>{' '}
                  {t('of-hundred')}
                </p>
              </div>
            </Panel>
            <ReviewTasks view={view} queue={queue} values={values} fields={taskFields.map((field) => input(field))} />
            <Panel title={t('limitations')}>
              <div className={classes['fields']}>{limitationFields.map((field) => input(field))}</div>
            </Panel>
            <ReviewHints view={view} queue={queue} />
            <ReviewSections view={view} queue={queue} />
            {values.reviewText !== '' && (
              <Panel title={t('text')} note={t('text-note')}>
                <ReviewText
                  label={t('text')}
                  value={values.reviewText}
                  readOnly={!view.mayEdit}
                  onCommit={(text) => state.commit('reviewText', text)}
                />
              </Panel>
            )}
            <Panel title={`${view.levelNumeral}. ${t('self-level')}`}>
              <Radio.Group
                id="review-selfLevel"
                aria-label={t('self-level')}
                value={values.selfLevel}
                onChange={(level) => view.mayEdit && state.commit('selfLevel', level)}
                error={asked && missing.includes('selfLevel') ? t('fault.missing-level') : undefined}
              >
                <div className={classes['choices']}>
                  {levels.map((level) => (
                    <Radio
                      key={level}
                      value={level}
                      label={grade(level)}
                      disabled={!view.mayEdit && values.selfLevel !== level}
                    />
                  ))}
                </div>
              </Radio.Group>
            </Panel>
          </div>
          <ReviewFacts view={view} waiting={!queue.settled} />
        </div>
      </div>
    </>
  )
}

function useReviewState(view: SelfReviewView) {
  const { revalidate } = useRevalidator()
  const queue = useTallyQueue({
    userId: view.userId,
    place: `review/${view.caseId}`,
    url: `/ratings/${view.campaign.year}/cases/${view.caseId}/save`,
    onSettled: revalidate,
  })
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const { put: queuePut, aheadOf } = queue
  const put = useCallback(
    (patch: Readonly<Record<string, string>>, hold: string | null = null) =>
      queuePut('review', patch, { version: view.version, hold }),
    [queuePut, view.version],
  )
  const commit = (field: ReviewField | 'selfLevel' | 'reviewText', text: string) => {
    const held = field === 'selfLevel' || field === 'reviewText' ? null : holdReviewField(field, text)
    put({ [field]: text }, held ? 'NOT_INTEGER' : null)
  }
  const type = (field: ReviewField, text: string | null) =>
    setDrafts(({ [field]: _, ...rest }) => (text === null ? rest : { ...rest, [field]: text }))
  const values = useMemo<ReviewValues>(() => {
    const pending = Object.entries({ ...aheadOf('review', view.version), ...drafts })
    const known = pending.filter(([name]) => name in view.values).map(([name, text]) => [name, text ?? ''])
    return { ...view.values, ...Object.fromEntries(known) }
  }, [view.values, view.version, aheadOf, drafts])
  const faults = useMemo(() => checkReview(values), [values])
  return { queue, values, faults, put, commit, type }
}

/** The total while it is typed, exact to three decimals; null while a part is missing or is no number. */
function sumOfPoints({ generalPoints, resultPoints }: ReviewValues): number | null {
  const thousandths = [generalPoints, resultPoints].map((text) => Math.round(Number(text.replace(',', '.')) * 1000))
  const [general = Number.NaN, result = Number.NaN] = thousandths
  return generalPoints === '' || resultPoints === '' || Number.isNaN(general + result)
    ? null
    : (general + result) / 1000
}

const longTexts = ['reviewText', 'body', 'answer', 'resultNote']

/** Where a save belongs: the numbers, a section, a line of the task list, an answer. */
function nameRow(
  row: string,
  view: SelfReviewView,
  t: ReturnType<typeof useTranslations<'ratings.self-review'>>,
): string {
  const [kind, name] = row.split('/')
  const section = view.sections.find((one) => kind === 'section' && one.section === name)
  if (section) return t(`section.${section.section}`)
  const task = view.tasks.find((one) => kind === 'task' && one.id === name)
  if (kind === 'task') return t('task.row', { title: task?.title ?? '' })
  return kind === 'answer' ? t('hints.row') : t('row')
}

const named = [...pointFields, ...taskFields, ...limitationFields] as const

function nameField(field: string, t: ReturnType<typeof useTranslations<'ratings.self-review'>>): string {
  const known = named.find((one) => one === field)
  if (known) return t(`field.${known}`)
  if (field === 'selfLevel') return t('self-level')
  const part = (['body', 'answer', 'title', 'axis', 'weight', 'status', 'resultNote', 'gone'] as const).find(
    (one) => one === field,
  )
  if (part) return t(`part-field.${part}`)
  return field === 'reviewText' ? t('text') : t('handing-in')
}
