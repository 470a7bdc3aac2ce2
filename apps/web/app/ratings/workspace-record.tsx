import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay, parseDay } from '../ui/format.ts'
import { IconAlertTriangle, IconCircleCheck } from '../ui/icons.ts'
import { NumberCell } from '../ui/number-cell.tsx'
import { Panel } from '../ui/panel.tsx'
import { WhyPopover } from '../ui/why-popover.tsx'
import classes from './workspace.module.css'
import { Fault, isBroken } from './workspace-fault.tsx'
import { numberOf, placeOf } from './workspace-faults.ts'
import { useSayNote } from './workspace-notes.ts'
import type { WorkspaceState } from './workspace-state.ts'
import { countFields } from './workspace-view.ts'

/** The six numbers of the count record with their check said while they are typed, and where and when the meeting was. */
export function WorkspaceRecord({ state }: { state: WorkspaceState }) {
  const { view, record, judged } = state
  const t = useTranslations('ratings.tally')
  const sayNote = useSayNote()
  const whole = countFields.every((field) => numberOf(record[field]) !== null)
  const [open, setOpen] = useState(!whole)
  const errors = judged.record?.errors ?? []
  const wrong = new Set<string>(errors.flatMap(({ fields }) => fields))
  const { entry, campaign, mayCount } = view

  return (
    <Panel
      title={t('record')}
      note={<RecordCheck state={state} />}
      aside={
        campaign.secondEntry ? (
          <>
            {t('entry-of', { entry: entry.number })} {entry.number === 1 ? t('entry-second-other') : t('entry-blind')}{' '}
            <WhyPopover
              title={t('why-twice')}
              sentence={t('why-twice-how')}
              why={{ how: t('why-twice-how'), rule: campaign.ruleSetTitle }}
            />
          </>
        ) : undefined
      }
    >
      {/* A phone shows the record as a sentence once it is whole, with the way to its fields. */}
      <p className={classes['recordSentence']} data-open={open || errors.length > 0 || undefined}>
        <span>
          {t.rich('record-sentence', {
            ...Object.fromEntries(countFields.map((field) => [field, record[field] || '–'])),
            strong: (text) => <strong>{text}</strong>,
          })}
        </span>{' '}
        {mayCount && (
          <button type="button" className={classes['link']} onClick={() => setOpen(true)}>
            {t('edit-record')}
          </button>
        )}
      </p>
      <div className={classes['record']} data-open={open || errors.length > 0 || undefined}>
        {countFields.map((field, index) => (
          <div key={field} className={classes['count']} id={placeOf.count(field)}>
            <span aria-hidden>{t(`field.${field}`)}</span>
            <NumberCell
              row={index - countFields.length}
              column={100}
              label={t(`field.${field}`)}
              value={record[field]}
              readOnly={!mayCount}
              state={wrong.has(field) || isBroken(record[field]) ? 'error' : 'plain'}
              {...(wrong.has(field) || isBroken(record[field]) ? { describedBy: 'record-faults' } : {})}
              onType={(text) => state.type('record', field, text)}
              onCommit={(text) => state.commitRecord(field, text)}
            />
          </div>
        ))}
      </div>
      <div id="record-faults" role="status">
        {countFields
          .filter((field) => isBroken(record[field]))
          .map((field) => (
            <Fault key={field} code="P-02" text={t('not-a-count', { typed: record[field] })} rest={t('kept-here')} />
          ))}
        {errors.map((note) => (
          <Fault key={note.code} code={note.screenCode} text={sayNote(note)} rest={t('kept-record')} />
        ))}
        {judged.record?.warnings.map((note) => (
          <p key={note.code} className={classes['watchLine']}>
            <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
            <span>
              <strong>{note.screenCode}</strong> {sayNote(note)} {t('quorum-todo')}
            </span>
          </p>
        ))}
      </div>
      <MeetingFields state={state} />
    </Panel>
  )
}

function RecordCheck({ state: { record, judged } }: { state: WorkspaceState }) {
  const t = useTranslations('ratings.tally')
  if (judged.record === null) return <>{t('record-incomplete')}</>
  if (!judged.record.ok) return null
  const [eligible, present] = [numberOf(record.eligible) ?? 0, numberOf(record.present) ?? 0]
  return (
    <span className={classes['checked']}>
      <IconCircleCheck size={18} stroke={1.8} aria-hidden />
      {t('record-fits', { valid: record.valid, invalid: record.invalid, collected: record.collected })}{' '}
      {t('attendance', {
        present: record.present,
        eligible: record.eligible,
        percent: eligible === 0 ? '0' : String(Math.floor((present * 100) / eligible)),
      })}
    </span>
  )
}

function MeetingFields({ state: { view, record, commitRecord } }: { state: WorkspaceState }) {
  const t = useTranslations('ratings.tally')
  const [fault, setFault] = useState<string | null>(null)
  const shownDay = record.heldOn === '' ? '' : formatDay(record.heldOn)

  function leaveDay(typed: string) {
    if (typed.trim() === shownDay) return setFault(null)
    const day = typed.trim() === '' ? '' : parseDay(typed)
    if (day === null) return setFault(t('day-fault'))
    setFault(null)
    commitRecord('heldOn', day)
  }

  return (
    <div className={classes['meeting']}>
      <DayInput
        label={t('held-on')}
        key={`day-${record.heldOn}`}
        defaultValue={shownDay}
        autoComplete="off"
        readOnly={!view.mayCount}
        error={fault}
        onBlur={({ currentTarget }) => leaveDay(currentTarget.value)}
      />
      <TextInput
        label={t('place')}
        key={`place-${record.place}`}
        defaultValue={record.place}
        maxLength={300}
        autoComplete="off"
        readOnly={!view.mayCount}
        onBlur={({ currentTarget: { value } }) => value.trim() !== record.place && commitRecord('place', value.trim())}
      />
    </div>
  )
}
