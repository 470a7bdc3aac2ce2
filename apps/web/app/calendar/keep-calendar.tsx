import { Button, Checkbox, FileInput, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { useFocusFault } from '../ratings/use-focus-fault.ts'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay } from '../ui/format.ts'
import { Panel } from '../ui/panel.tsx'
import classes from './calendar.module.css'
import type { calendarAction, calendarLoader } from './calendar.server.ts'

const kinds = ['holiday', 'compensatory', 'swapped-off', 'swapped-work'] as const
const confidences = ['T', 'S', 'M', 'provisional'] as const

/** What the administrator does with the calendar: a day, a year, a file; each with the document it comes from. */
export function KeepCalendar() {
  const t = useTranslations('calendar')
  return (
    <div id="keep" className={classes['stack']}>
      <DayForm />
      <Panel title={t('keep-year')}>
        <YearForms />
      </Panel>
      <ImportForm />
    </div>
  )
}

function useAnswerOf(intent: string) {
  const answer = useActionData<typeof calendarAction>()
  const mine = answer?.intent === intent && !answer.done ? answer : undefined
  useFocusFault(mine)
  return mine
}

function DayForm() {
  const { rows, requestIds, year } = useLoaderData<typeof calendarLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('calendar')
  const answer = useAnswerOf('enter')
  const taken = useAnswerOf('withdraw')
  const busy = useNavigation().state !== 'idle'
  const edited = rows.find(({ day }) => day === search.get('edit'))
  const typed: Partial<Record<string, string>> = answer?.typed ?? {}
  const faults: Partial<Record<string, string>> = answer?.faults ?? {}
  const faultOf = (field: string) => {
    const fault = faults[field]
    if (fault === undefined) return undefined
    return fault === 'malformed' || fault === 'missing' ? t(`faults.${fault}`) : fault
  }
  return (
    <Panel
      title={edited ? t('correct-day', { day: formatDay(edited.day) }) : t('enter-day')}
      aside={edited && <Link to={`/calendar?year=${year.year}#keep`}>{t('enter-another')}</Link>}
    >
      <Form method="post" key={edited?.id ?? requestIds[0]} action={`/calendar?year=${year.year}`}>
        <input type="hidden" name="intent" value="enter" />
        <input type="hidden" name="requestId" value={requestIds[0]} />
        <input type="hidden" name="seenId" value={edited?.id ?? ''} />
        <div className={classes['fields']}>
          <DayInput
            name="day"
            label={t('day')}
            defaultValue={typed['day'] ?? (edited ? formatDay(edited.day) : '')}
            readOnly={edited !== undefined}
            error={faultOf('day')}
          />
          <NativeSelect
            name="kind"
            label={t('kind')}
            defaultValue={typed['kind'] ?? edited?.kind ?? 'holiday'}
            data={kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            error={faultOf('kind')}
          />
          <TextInput
            name="nameVi"
            label={t('name')}
            defaultValue={typed['nameVi'] ?? edited?.nameVi ?? ''}
            error={faultOf('nameVi')}
          />
          <TextInput
            name="basis"
            label={t('basis')}
            description={t('basis-help')}
            defaultValue={typed['basis'] ?? edited?.basis ?? ''}
            error={faultOf('basis')}
          />
          <NativeSelect
            name="confidence"
            label={t('confidence-head')}
            defaultValue={typed['confidence'] ?? edited?.confidence ?? 'S'}
            data={confidences.map((one) => ({ value: one, label: t(`confidence.${one}`) }))}
          />
        </div>
        <div className={classes['end']}>
          <Button type="submit" variant="filled" loading={busy}>
            {edited ? t('save-correction') : t('save-day')}
          </Button>
        </div>
      </Form>
      {edited && (
        <Form method="post" action={`/calendar?year=${year.year}`} className={classes['end']}>
          <input type="hidden" name="intent" value="withdraw" />
          <input type="hidden" name="requestId" value={requestIds[1]} />
          <input type="hidden" name="seenId" value={edited.id} />
          <input type="hidden" name="day" value={edited.day} />
          <TextInput
            name="basis"
            label={t('withdraw-basis')}
            error={taken?.faults['basis'] ? t('faults.missing') : undefined}
            defaultValue={taken?.typed['basis'] ?? ''}
          />
          <Button type="submit" variant="default" style={{ alignSelf: 'end' }}>
            {t('withdraw')}
          </Button>
        </Form>
      )}
    </Panel>
  )
}

function YearForms() {
  const { year, requestIds, nextYear } = useLoaderData<typeof calendarLoader>()
  const t = useTranslations('calendar')
  const answer = useAnswerOf('announce')
  return (
    <div className={classes['stack']}>
      {year.state === 'provisional' && (
        <Form method="post" action={`/calendar?year=${year.year}`}>
          <input type="hidden" name="intent" value="announce" />
          <input type="hidden" name="requestId" value={requestIds[2]} />
          <input type="hidden" name="year" value={year.year} />
          <input type="hidden" name="version" value={year.version} />
          <p className={classes['light']}>{t('announce-help', { year: String(year.year) })}</p>
          <div className={classes['fields']} style={{ marginTop: '0.5rem' }}>
            <TextInput
              name="basis"
              label={t('notice')}
              description={t('notice-help')}
              error={answer?.faults['basis'] ? t('faults.missing') : undefined}
              defaultValue={answer?.typed['basis'] ?? ''}
            />
            <NativeSelect
              name="confidence"
              label={t('confidence-head')}
              defaultValue={answer?.typed['confidence'] ?? 'S'}
              data={(['T', 'S', 'M'] as const).map((one) => ({ value: one, label: t(`confidence.${one}`) }))}
            />
          </div>
          <div className={classes['end']}>
            <Button type="submit">{t('announce', { year: String(year.year) })}</Button>
          </div>
        </Form>
      )}
      <Form method="post" action={`/calendar?year=${nextYear}`} className={classes['inline']}>
        <input type="hidden" name="intent" value="open" />
        <input type="hidden" name="requestId" value={requestIds[1]} />
        <input type="hidden" name="year" value={nextYear} />
        <p className={classes['light']} style={{ flex: '1 1 20rem' }}>
          {t('open-help', { year: String(nextYear) })}
        </p>
        <Button type="submit" variant="default">
          {t('open', { year: String(nextYear) })}
        </Button>
      </Form>
    </div>
  )
}

function ImportForm() {
  const { requestIds, year } = useLoaderData<typeof calendarLoader>()
  const t = useTranslations('calendar')
  return (
    <Panel title={t('import')}>
      <Form method="post" encType="multipart/form-data" action={`/calendar?year=${year.year}`}>
        <input type="hidden" name="intent" value="import" />
        <input type="hidden" name="requestId" value={requestIds[3]} />
        <p className={classes['light']}>{t('import-help')}</p>
        <div className={classes['fields']} style={{ marginTop: '0.5rem' }}>
          <FileInput name="file" accept=".csv,text/csv" label={t('file')} placeholder={t('choose-file')} clearable />
          <Checkbox name="replaceYears" value="yes" label={t('replace-years')} description={t('replace-years-help')} />
        </div>
        <div className={classes['end']}>
          <Button type="submit">{t('import-it')}</Button>
        </div>
      </Form>
    </Panel>
  )
}
