import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { grades, meetingCriteria, sayPeriod } from '@nq15/domain/monitoring'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { EntryAnswer, entryLoader } from './entry.server.ts'
import { MonitorSilent } from './monitor-silent.tsx'
import classes from './screening.module.css'
import { ScreeningTabs } from './screening-tabs.tsx'

const caseStates = [
  'detected',
  'received',
  'classified',
  'assigned',
  'in-progress',
  'calm',
  'settled',
  'removal-pending',
  'removed',
  'reopened',
] as const
const knownReasons = [
  'REASON_REQUIRED',
  'NOTHING_CHANGED',
  'CHANGED_MEANWHILE',
  'PERIOD_AHEAD',
  'PERIOD_UNKNOWN',
  'NOT_OWED',
  'NAMES_A_PERSON',
  'CONCLUSION_REQUIRED',
  'SUBJECT_REQUIRED',
  'SHEET_REFUSED',
  'MONITOR_DOWN',
  'BAD_INPUT',
] as const

type Loaded = Extract<Awaited<ReturnType<typeof useLoaderData<typeof entryLoader>>>, { up: true }>
type Field = Loaded['fields'][number]

/** The sheet of an organization for a period: a form of three minutes, what was sent before, and its history. */
export function EntryScreen() {
  const loaded = useLoaderData<typeof entryLoader>()
  const t = useTranslations('screening.entry')
  if (!loaded.up) return <MonitorSilent title={t('title')} />
  return <Entry loaded={loaded} />
}

function Entry({ loaded }: { loaded: Loaded }) {
  const t = useTranslations('screening.entry')
  const answer = useActionData<EntryAnswer>()
  const { page, sheetName, owed, locale } = loaded
  const [standing] = page.versions
  const period = sayPeriod(
    page.sheet.endsWith('month') ? 'month' : page.sheet.endsWith('quarter') ? 'quarter' : 'year',
    page.start,
    locale,
  )
  return (
    <div className={classes['stack']}>
      <PageHead
        crumbs={[{ label: t('board-title'), to: '/monitoring/entry' }, { label: page.organizationName }]}
        title={`${sheetName}, ${period}`}
        state={
          standing
            ? `${t('state-sent', { version: standing.version, by: standing.enteredByName, moment: formatMoment(standing.enteredAt) })} ${
                standing.verifiedByName ? t('state-verified', { by: standing.verifiedByName }) : t('state-unverified')
              }`
            : t('state-new', { period, day: formatDay(page.dueOn) })
        }
      />
      <ScreeningTabs />
      {answer?.saved && (
        <Notice tone="ok" live="status" title={t('saved', { period })}>
          <p>
            {t(answer.saved.judged ? 'saved-judged' : 'saved-later')}{' '}
            <Link to={`/monitoring/signs?org=${page.organizationId}`}>{t('see-signs')}</Link>
          </p>
        </Notice>
      )}
      {answer?.refusal && (
        <Notice tone="error" live="alert" title={t('refused')}>
          <p>{t(`reasons.${reasonOf(answer.refusal)}`)}</p>
        </Notice>
      )}
      <Chooser loaded={loaded} owed={owed} />
      <SheetForm
        key={`${page.sheet} ${page.start} ${page.subject} ${standing?.version ?? 0}`}
        loaded={loaded}
        answer={answer}
      />
      <Panel title={t('versions')} flush>
        <DataTable
          label={t('versions')}
          rows={page.versions}
          rowKey={({ id }) => id}
          empty={
            <p className={classes['light']} style={{ padding: '0.75rem 1.125rem' }}>
              {t('versions-none')}
            </p>
          }
          columns={[
            { id: 'version', head: t('version'), cell: ({ version }) => String(version), phone: 'title' },
            { id: 'by', head: t('by'), cell: ({ enteredByName }) => enteredByName, phone: 'line' },
            { id: 'at', head: t('at'), cell: ({ enteredAt }) => formatMoment(enteredAt), phone: 'line' },
            { id: 'source', head: t('source'), cell: ({ source }) => source, phone: 'line' },
            { id: 'why', head: t('why'), cell: ({ correctionReason }) => correctionReason ?? '–', phone: 'line' },
          ]}
        />
      </Panel>
    </div>
  )
}

const reasonOf = (code: string) => knownReasons.find((known) => known === code) ?? 'other'

function Chooser({ loaded, owed }: { loaded: Loaded; owed: Loaded['owed'] }) {
  const t = useTranslations('screening.entry')
  const { page } = loaded
  return (
    <Form method="get" className={classes['end']} style={{ marginTop: 0 }}>
      <NativeSelect
        name="sheet"
        label={t('sheet')}
        defaultValue={page.sheet}
        data={owed.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <NativeSelect
        name="start"
        label={t('period')}
        defaultValue={page.start}
        data={periodsBefore(page).map((start) => ({
          value: start,
          label: `${start.slice(5, 7)}/${start.slice(0, 4)}`,
        }))}
      />
      <Button type="submit" variant="default">
        {t('open')}
      </Button>
    </Form>
  )
}

/** The last twelve periods up to the one shown or due. */
function periodsBefore({ sheet, start, dueOn }: Loaded['page']): string[] {
  const step = sheet.endsWith('month') ? 1 : sheet.endsWith('quarter') ? 3 : 12
  const base = dueOn > start ? start : dueOn
  const at = Number(base.slice(0, 4)) * 12 + Number(base.slice(5, 7)) - 1
  return Array.from({ length: 14 }, (_, back) => at + (1 - back) * step).map(
    (months) => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`,
  )
}

function SheetForm({ loaded, answer }: { loaded: Loaded; answer: EntryAnswer | undefined }) {
  const t = useTranslations('screening.entry')
  const busy = useNavigation().state === 'submitting'
  const { page, fields, requestId, mayEnter } = loaded
  const [standing] = page.versions
  const criteria = new Set<string>(meetingCriteria.map(({ name }) => name))
  const isOfSubject = page.sheet === 'project-month' || page.sheet === 'case-month'
  return (
    <Panel title={page.organizationName}>
      <p className={classes['light']}>{t('empty-help')}</p>
      {page.counted && (
        <p className={classes['light']}>{t('counted-note', { moment: formatMoment(page.counted.enteredAt) })}</p>
      )}
      <Form method="post" preventScrollReset>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="sheet" value={page.sheet} />
        <input type="hidden" name="start" value={page.start} />
        <input type="hidden" name="version" value={standing?.version ?? ''} />
        <input type="hidden" name="names" value={fields.map(({ name }) => name).join(',')} />
        {isOfSubject ? (
          <div className={classes['fields']}>
            <TextInput name="subject" label={t('subject')} defaultValue={page.subject} required />
            <TextInput name="subjectName" label={t('subject-name')} defaultValue={page.subjectName ?? ''} />
          </div>
        ) : (
          <input type="hidden" name="subject" value="" />
        )}
        <div className={classes['fields']} style={{ marginTop: '0.75rem' }}>
          {fields
            .filter(({ name }) => !criteria.has(name))
            .map((field) => (
              <Figure key={field.name} field={field} loaded={loaded} fault={answer?.faults[field.name]} />
            ))}
        </div>
        {page.sheet === 'cell-month' && (
          <fieldset className={classes['fieldset']}>
            <legend>{t('score')}</legend>
            <p className={classes['light']}>{t('score-help')}</p>
            <div className={classes['fields']}>
              {fields
                .filter(({ name }) => criteria.has(name))
                .map((field) => (
                  <Figure key={field.name} field={field} loaded={loaded} fault={answer?.faults[field.name]} />
                ))}
            </div>
          </fieldset>
        )}
        {mayEnter && (
          <>
            <div className={classes['fields']} style={{ marginTop: '1rem' }}>
              <TextInput
                name="source"
                label={t('source')}
                description={t('source-help')}
                defaultValue={standing?.source ?? ''}
                required
              />
              {standing && <Textarea name="reason" label={t('reason')} autosize minRows={1} />}
            </div>
            <div className={classes['end']}>
              <Button type="submit" variant="filled" loading={busy}>
                {standing ? t('correct') : t('send')}
              </Button>
            </div>
          </>
        )}
      </Form>
    </Panel>
  )
}

function Figure({ field, loaded, fault }: { field: Field; loaded: Loaded; fault: string | undefined }) {
  const t = useTranslations('screening.entry')
  const { page, words } = loaded
  const standing = page.versions[0]?.figures[field.name]
  const before = page.before?.figures[field.name]
  const counted = page.counted?.figures[field.name]
  const label = field.label.charAt(0).toUpperCase() + field.label.slice(1)
  const help = [
    ...(field.kind === 'points' && field.most !== null ? [t('most', { most: field.most })] : []),
    ...(before === undefined ? [] : [t('before', { value: shown(before, words, t) })]),
    ...(counted === undefined ? [] : [t('counted', { value: shown(counted, words, t) })]),
  ].join(' · ')
  const common = {
    name: field.name,
    label,
    ...(help === '' ? {} : { description: help }),
    ...(fault ? { error: fault } : {}),
  }
  if (field.kind === 'yes-no' || field.kind === 'grade' || field.kind === 'case-state') {
    const options =
      field.kind === 'yes-no'
        ? [
            ['yes', t('yes')],
            ['no', t('no')],
          ]
        : (field.kind === 'grade' ? grades : caseStates).map((word) => [word, words[word] ?? word])
    return (
      <NativeSelect
        {...common}
        defaultValue={typeof standing === 'boolean' ? (standing ? 'yes' : 'no') : String(standing ?? '')}
        data={[{ value: '', label: t('none') }, ...options.map(([value = '', text = '']) => ({ value, label: text }))]}
      />
    )
  }
  return (
    <TextInput
      {...common}
      className={classes['number'] ?? ''}
      inputMode={field.kind === 'day' ? 'text' : 'decimal'}
      autoComplete="off"
      defaultValue={
        standing === undefined
          ? ''
          : field.kind === 'day'
            ? formatDay(String(standing))
            : String(standing).replace('.', ',')
      }
    />
  )
}

function shown(value: string | number | boolean, words: Loaded['words'], t: (key: 'yes' | 'no') => string): string {
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  return typeof value === 'number' ? String(value).replace('.', ',') : (words[value] ?? value)
}
