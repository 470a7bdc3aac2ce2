import { Radio, Textarea, TextInput } from '@mantine/core'
import { levels } from '@nq15/domain/ratings'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { formatMoment } from '../ui/format.ts'
import { newRequestId } from './tally-request-id.ts'
import { UnitRefused, useUnitAct } from './unit-form.tsx'
import type { ShownUnit } from './unit-view.server.ts'
import classes from './units.module.css'

const points = ['generalPoints', 'resultPoints'] as const
const counts = [
  'tasksAssigned',
  'tasksOnTime',
  'tasksLate',
  'tasksFailed',
  'tasksExceeded',
  'limitationsPointedOut',
  'limitationsRemedied',
] as const
const texts = ['resultsText', 'limitationsText', 'remediesText', 'answersText', 'directionText'] as const

/**
 * The report of a unit (Mẫu 01), saved whenever a field is left. One save is on its way at a time; what was typed meanwhile
 * follows when it has landed, with the version that stands then.
 */
export function UnitReportForm({ unit }: { unit: ShownUnit }) {
  const t = useTranslations('units')
  const grade = useTranslations('ui.grade.full')
  const form = useRef<HTMLFormElement>(null)
  const saved = useRef<string | null>(null)
  const leftMeanwhile = useRef(false)
  const { fetcher, requestId, errors, refusal, busy } = useUnitAct(stay)
  // Another person's save is shown and never overwritten: the page is read again and asks.
  const conflict = refusal?.code === 'CHANGED_MEANWHILE'

  const typed = () => (form.current ? JSON.stringify(valuesIn(form.current)) : '')
  useEffect(() => {
    saved.current ??= typed()
  }, [])
  // What was typed while a save was on its way follows once the page has read that one back.
  useEffect(() => {
    if (leftMeanwhile.current && !busy) {
      leftMeanwhile.current = false
      save()
    }
  }, [unit.reportVersion, busy])
  function save() {
    if (!form.current || conflict || typed() === saved.current) return
    if (busy) {
      leftMeanwhile.current = true
      return
    }
    saved.current = typed()
    // An id of its own for each save: with that of the one before the server would answer what it answered then.
    const sent = new FormData(form.current)
    sent.set('requestId', newRequestId())
    fetcher.submit(sent, { method: 'post' })
  }

  return (
    <fetcher.Form
      method="post"
      ref={form}
      className={classes['stack']}
      onBlur={save}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <input type="hidden" name="intent" value="report" />
      <input type="hidden" name="caseId" value={unit.caseId} />
      <input type="hidden" name="version" value={unit.reportVersion} />
      <input type="hidden" name="requestId" value={requestId} />
      <p className={classes['small']}>{t('report-help')}</p>
      <div className={classes['fields']}>
        {[...points, ...counts].map((field) => (
          <TextInput
            key={field}
            id={`${unit.caseId}-${field}`}
            name={field}
            label={t(`fields.${field}`)}
            defaultValue={unit.values[field]}
            inputMode={field.endsWith('Points') ? 'decimal' : 'numeric'}
            autoComplete="off"
            error={errors[field] ? t(field.endsWith('Points') ? 'wrong-points' : 'wrong-count') : undefined}
          />
        ))}
      </div>
      <Radio.Group
        name="selfLevel"
        label={t('fields.selfLevel')}
        defaultValue={unit.values.selfLevel}
        onChange={() => queueMicrotask(save)}
      >
        <div className={classes['choices']}>
          {levels.map((level) => (
            <Radio key={level} value={level} label={grade(level)} />
          ))}
        </div>
      </Radio.Group>
      {texts.map((field) => (
        <Textarea
          key={field}
          id={`${unit.caseId}-${field}`}
          name={field}
          label={t(`fields.${field}`)}
          defaultValue={unit.values[field]}
          maxLength={20_000}
          autosize
          minRows={2}
        />
      ))}
      {refusal && <UnitRefused refusal={refusal} />}
      <p className={classes['small']} role="status">
        {busy
          ? t('saving')
          : unit.savedBy
            ? t('saved', { at: formatMoment(unit.savedBy.at), by: unit.savedBy.name })
            : t('not-saved-yet')}
      </p>
    </fetcher.Form>
  )
}

const stay = () => undefined

function valuesIn(form: HTMLFormElement): Record<string, string> {
  const own = new Set(['intent', 'caseId', 'version', 'requestId'])
  return Object.fromEntries(
    [...new FormData(form)].filter(([name]) => !own.has(name)).map(([name, value]) => [name, String(value)]),
  )
}
