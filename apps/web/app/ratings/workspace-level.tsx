import { Button, Modal, Radio, Textarea, TextInput } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { formatDay, parseDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { newRequestId } from './tally-request-id.ts'
import classes from './workspace.module.css'
import type { WorkspaceAnswer } from './workspace.server.ts'
import { refusalKey } from './workspace-refusal.ts'
import type { WorkspaceRow } from './workspace-view.ts'

const levels = [
  ['XS', 'excellent'],
  ['T', 'good'],
  ['HT', 'completed'],
  ['KHT', 'not-completed'],
] as const

/** People's own level for one person, always with a reason; for a head also the level of his collective by its decision. Loaded when opened. */
export default function LevelDialog({ row, close }: { row: WorkspaceRow; close: () => void }) {
  const t = useTranslations('ratings.workspace.level')
  const frame = useTranslations('ui.frame')
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      closeButtonProps={{ 'aria-label': frame('close') }}
      title={<strong>{row.name}</strong>}
    >
      {row.isHead && <CollectiveForm row={row} close={close} />}
      <LevelForm row={row} close={close} collectiveFirst={row.isHead && row.collective === null} />
      {row.outcome === 'INVALID' && (
        <Notice tone="watch" title={t('facts-first')}>
          {t('facts-first-why')}
        </Notice>
      )}
    </Modal>
  )
}

/** A form of the dialog: sends once, closes when done, says what was refused, keeps what was typed. */
function useAct(close: () => void) {
  const fetcher = useFetcher<WorkspaceAnswer>()
  const [requestId, setRequestId] = useState(newRequestId)
  const answered = useRef<unknown>(null)
  const answer = fetcher.data
  useEffect(() => {
    if (!answer || answered.current === answer || fetcher.state !== 'idle') return
    answered.current = answer
    if ('done' in answer) close()
    else setRequestId(newRequestId())
  }, [answer, fetcher.state, close])
  const errors: Readonly<Record<string, string>> = answer && 'errors' in answer ? answer.errors : {}
  const refusal = answer && 'refusal' in answer ? answer.refusal.code : null
  return { fetcher, requestId, errors, refusal, busy: fetcher.state !== 'idle' }
}

function LevelForm({
  row,
  close,
  collectiveFirst,
}: {
  row: WorkspaceRow
  close: () => void
  collectiveFirst: boolean
}) {
  const t = useTranslations('ratings.workspace.level')
  const grade = useTranslations('ui.grade.full')
  const { fetcher, requestId, errors, refusal, busy } = useAct(close)
  return (
    <fetcher.Form method="post" className={classes['form']} noValidate>
      <input type="hidden" name="intent" value="propose" />
      <input type="hidden" name="caseId" value={row.caseId} />
      <input type="hidden" name="version" value={row.version} />
      <input type="hidden" name="requestId" value={requestId} />
      <h3>{t('own')}</h3>
      <p className={classes['quiet']}>
        {t('own-help', {
          rule: row.grade ? grade(row.grade) : t('no-level'),
          ballot: row.ballotGrade ? grade(row.ballotGrade) : t('no-level'),
        })}
      </p>
      <Radio.Group name="level" label={t('level')} defaultValue={row.chosen?.level ?? ''}>
        <div className={classes['choices']}>
          {levels.map(([level, word]) => (
            <Radio key={level} value={level} label={grade(word)} />
          ))}
          <Radio value="" label={t('as-rules')} />
        </div>
      </Radio.Group>
      <Textarea
        name="reason"
        label={t('reason')}
        description={t('reason-help')}
        defaultValue={row.chosen?.reason ?? ''}
        maxLength={2000}
        autosize
        minRows={2}
        error={errors['reason'] ? t('reason-needed') : undefined}
      />
      {refusal && <Refused code={refusal} />}
      <div className={classes['buttons']}>
        <Button onClick={close}>{t('leave')}</Button>
        <Button type="submit" variant={collectiveFirst ? 'default' : 'filled'} loading={busy}>
          {t('save')}
        </Button>
      </div>
    </fetcher.Form>
  )
}

function CollectiveForm({ row, close }: { row: WorkspaceRow; close: () => void }) {
  const t = useTranslations('ratings.workspace.collective')
  const level = useTranslations('ratings.workspace.level')
  const grade = useTranslations('ui.grade.full')
  const { fetcher, requestId, errors, refusal, busy } = useAct(close)
  const [day, setDay] = useState(row.collective ? formatDay(row.collective.decidedOn) : '')
  const { collective } = row
  return (
    <fetcher.Form method="post" className={classes['form']} noValidate>
      <input type="hidden" name="intent" value="collective" />
      <input type="hidden" name="caseId" value={row.caseId} />
      <input type="hidden" name="version" value={collective?.version ?? 0} />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="decidedOn" value={parseDay(day) ?? day} />
      <h3>{t('title')}</h3>
      <p className={classes['quiet']}>{t('help')}</p>
      <Radio.Group
        name="level"
        label={t('level')}
        defaultValue={collective?.level ?? ''}
        error={errors['level'] ? t('level-needed') : undefined}
      >
        <div className={classes['choices']}>
          {levels.map(([one, word]) => (
            <Radio key={one} value={one} label={grade(word)} />
          ))}
        </div>
      </Radio.Group>
      <div className={classes['pair']}>
        <TextInput
          name="decisionNumber"
          label={t('number')}
          defaultValue={collective?.decisionNumber ?? ''}
          maxLength={60}
          autoComplete="off"
          error={errors['decisionNumber'] ? t('number-needed') : undefined}
        />
        <TextInput
          label={t('day')}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('day-placeholder')}
          error={errors['decidedOn'] ? t('day-needed') : undefined}
        />
      </div>
      <TextInput
        name="exceptionDecisionNumber"
        label={t('exception')}
        description={t('exception-help')}
        defaultValue={collective?.exceptionDecisionNumber ?? ''}
        maxLength={60}
        autoComplete="off"
      />
      {refusal && <Refused code={refusal} />}
      <div className={classes['buttons']}>
        <Button onClick={close}>{level('leave')}</Button>
        <Button type="submit" variant={collective === null ? 'filled' : 'default'} loading={busy}>
          {t('save')}
        </Button>
      </div>
    </fetcher.Form>
  )
}

function Refused({ code }: { code: string }) {
  const t = useTranslations('ratings.workspace')
  return (
    <Notice tone="error" live="alert" title={t(`refusal.${refusalKey(code)}.happened`)}>
      {t(`refusal.${refusalKey(code)}.todo`)}
    </Notice>
  )
}
