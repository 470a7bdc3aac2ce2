import { Button, NativeSelect } from '@mantine/core'
import { attendances } from '@nq15/domain/ratings'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { formatDay, parseDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SavedState } from '../ui/saved-state.tsx'
import { RuleSource } from './confidence-mark.tsx'
import type { meetingLoader } from './meeting.server.ts'
import classes from './self-review.module.css'
import { TypedInput } from './self-review-tasks.tsx'
import { ReviewText } from './self-review-text.tsx'
import { TallyNotices } from './tally-notices.tsx'
import { useTallyQueue } from './use-tally-queue.ts'

/** The minutes of a cell's review meeting, saved as they are typed: who was there, what was said of each, what was concluded. */
export function MeetingScreen() {
  const view = useLoaderData<typeof meetingLoader>()
  return <Meeting key={view.cellId} view={view} />
}

type View = ReturnType<typeof useLoaderData<typeof meetingLoader>>

function Meeting({ view }: { view: View }) {
  const t = useTranslations('ratings.meeting')
  const here = `/ratings/${view.year}/cells/${view.cellId}`
  const { revalidate } = useRevalidator()
  const queue = useTallyQueue({
    userId: view.userId,
    place: `meeting/${view.campaignId}/${view.cellId}`,
    url: `${here}/meeting/save`,
    onSettled: revalidate,
  })
  const head = { ...view.values, ...queue.aheadOf('meeting', view.version) }
  const readOnly = !view.mayEdit
  const put = (patch: Record<string, string>) => queue.put('meeting', patch, { version: view.version })
  const field = (name: 'place' | 'chairName' | 'secretaryName' | 'guests' | DraftText, most: number) => (
    <TypedInput
      label={t(`field.${name}`)}
      value={head[name] ?? ''}
      most={most}
      readOnly={readOnly}
      onCommit={(text) => put({ [name]: text })}
    />
  )
  const day = (name: 'heldOn' | 'draftSentOn') => (
    <TypedInput
      label={t(`field.${name}`)}
      value={head[name] ? formatDay(head[name]) : ''}
      most={10}
      readOnly={readOnly}
      fault={(text) => (text === '' || parseDay(text) !== null ? null : t('not-a-day'))}
      onCommit={(text) => put({ [name]: text === '' ? '' : (parseDay(text) ?? '') })}
    />
  )
  const clock = (name: 'beganAt' | 'endedAt') => (
    <TypedInput
      label={t(`field.${name}`)}
      value={head[name] ?? ''}
      most={5}
      readOnly={readOnly}
      fault={(text) => (text === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? null : t('not-a-time'))}
      onCommit={(text) => put({ [name]: text })}
    />
  )
  const { entitled, present, excused, unexcused, unknown } = view.counts
  return (
    <>
      <PageHead
        crumbs={[{ label: view.cellName, to: here }, { label: t('crumb') }]}
        title={t('title', { year: String(view.year) })}
        state={t('counts', { entitled, present, excused, unexcused, unknown })}
        saved={<SavedState saved={queue.saved} />}
      />
      <div className={classes['page']}>
        {readOnly && <Notice tone="info">{t('read-only')}</Notice>}
        <TallyNotices
          queue={queue}
          nameRow={(row) => view.persons.find(({ caseId }) => row === `person/${caseId}`)?.name ?? t('crumb')}
          nameField={(_row, name) => {
            const known = fields.find((one) => one === name)
            return known ? t(`field.${known}`) : name
          }}
        />
        <Panel title={t('head')}>
          <div className={classes['parts']}>
            <div className={classes['fields']}>
              {day('heldOn')}
              {clock('beganAt')}
              {clock('endedAt')}
              {field('place', 300)}
              {field('chairName', 120)}
              {field('secretaryName', 120)}
            </div>
            {field('guests', 1000)}
          </div>
        </Panel>
        <Panel title={t('draft.title')} note={t('draft.note')}>
          <div className={classes['parts']}>
            {view.draft && (
              <Notice tone={view.draft.explained ? 'watch' : 'error'}>
                {view.draft.code === 'DRAFT_NOT_RECORDED'
                  ? t('draft.not-recorded', { required: view.draft.required })
                  : t('draft.too-late', {
                      required: view.draft.required,
                      days: view.draft.workingDays ?? 0,
                    })}{' '}
                {t(view.draft.explained ? 'draft.explained' : 'draft.explain')}{' '}
                <RuleSource source={view.draft.source} />
              </Notice>
            )}
            <div className={classes['fields']}>
              {day('draftSentOn')}
              {field('draftWhat', 300)}
            </div>
            {field('draftSentTo', 1000)}
            {(view.draft !== null || head.draftLateReason) && field('draftLateReason', 1000)}
          </div>
        </Panel>
        <Panel title={t('persons')} note={t('persons-note')}>
          <div className={classes['parts']}>
            {view.persons.map((person) => (
              <PersonLine key={person.caseId} person={person} queue={queue} readOnly={readOnly} />
            ))}
          </div>
        </Panel>
        <Panel title={t('field.conclusions')}>
          <ReviewText
            label={t('field.conclusions')}
            value={head.conclusions ?? ''}
            most={10_000}
            readOnly={readOnly}
            onCommit={(text) => put({ conclusions: text })}
          />
        </Panel>
        {!readOnly && unknown > 0 && (
          <Button
            className={classes['add'] ?? ''}
            onClick={() => {
              for (const { caseId, values, notRated, version } of view.persons) {
                const row = `person/${caseId}`
                const stands = queue.aheadOf(row, version)['attendance'] ?? values.attendance
                if (!notRated && stands === '') queue.put(row, { attendance: 'PRESENT' }, { version })
              }
            }}
          >
            {t('rest-present', { count: unknown })}
          </Button>
        )}
      </div>
    </>
  )
}

type DraftText = 'draftWhat' | 'draftSentTo' | 'draftLateReason'

const fields = [
  ...(['draftWhat', 'draftSentTo', 'draftSentOn', 'draftLateReason'] as const),
  ...(['heldOn', 'beganAt', 'endedAt', 'place', 'chairName', 'secretaryName', 'guests', 'conclusions'] as const),
  ...(['attendance', 'absenceReason', 'opinions', 'committeeComment'] as const),
] as const

type PersonLineProps = { person: View['persons'][number]; queue: ReturnType<typeof useTallyQueue>; readOnly: boolean }

function PersonLine({ person, queue, readOnly }: PersonLineProps) {
  const t = useTranslations('ratings.meeting')
  const row = `person/${person.caseId}`
  const values = { ...person.values, ...queue.aheadOf(row, person.version) }
  const put = (patch: Record<string, string>) => queue.put(row, patch, { version: person.version })
  const absent = values.attendance === 'EXCUSED' || values.attendance === 'UNEXCUSED'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame
    <div className={classes['parts']} role="group" aria-label={person.name}>
      <div className={classes['task']}>
        <p className={classes['question']}>
          {person.position}. {person.name}{' '}
          {person.notRated && <span className={classes['quiet']}>{t('not-rated')}</span>}
        </p>
        <NativeSelect
          label={t('field.attendance')}
          aria-label={t('attendance-of', { name: person.name })}
          value={values.attendance ?? ''}
          disabled={readOnly}
          data={[
            { value: '', label: t('attendance.none') },
            ...attendances.map((value) => ({ value, label: t(`attendance.${value}`) })),
          ]}
          onChange={({ currentTarget }) => put({ attendance: currentTarget.value })}
        />
        {absent ? (
          <TypedInput
            label={t('field.absenceReason')}
            value={values.absenceReason ?? ''}
            most={300}
            readOnly={readOnly}
            onCommit={(text) => put({ absenceReason: text })}
          />
        ) : (
          <span />
        )}
      </div>
      {!person.notRated && (
        <details
          className={classes['earlier']}
          open={(values.opinions ?? '') !== '' || (values.committeeComment ?? '') !== ''}
        >
          <summary>{t('opinions-open', { name: person.name })}</summary>
          <div className={classes['parts']}>
            <ReviewText
              label={t('opinions-of', { name: person.name })}
              value={values.opinions ?? ''}
              most={5_000}
              rows={2}
              readOnly={readOnly}
              onCommit={(text) => put({ opinions: text })}
            />
            <ReviewText
              label={t('comment-of', { name: person.name })}
              value={values.committeeComment ?? ''}
              most={5_000}
              rows={1}
              readOnly={readOnly}
              onCommit={(text) => put({ committeeComment: text })}
            />
          </div>
        </details>
      )}
    </div>
  )
}
