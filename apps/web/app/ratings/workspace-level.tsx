import { Button, Modal, Radio, TextInput } from '@mantine/core'
import { levels } from '@nq15/domain/ratings'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay, parseDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { LevelForm, Refused, useAct } from './level-form.tsx'
import classes from './workspace.module.css'
import type { WorkspaceRow } from './workspace-view.ts'

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
      {row.isHead && (row.led ? <LedCollective row={row} close={close} /> : <CollectiveForm row={row} close={close} />)}
      <LevelForm row={row} close={close} quiet={row.isHead && row.collective === null} />
      {row.outcome === 'INVALID' && (
        <Notice tone="watch" title={t('facts-first')}>
          {t('facts-first-why')}
        </Notice>
      )}
    </Modal>
  )
}

/** A collective that is rated here: its decision is shown, not typed; only the superior's exception can be recorded. */
function LedCollective({ row, close }: { row: WorkspaceRow; close: () => void }) {
  const t = useTranslations('ratings.workspace.collective')
  const level = useTranslations('ratings.workspace.level')
  const grade = useTranslations('ui.grade.full')
  const { fetcher, requestId, refusal, busy } = useAct(close)
  const { collective, led } = row
  if (!led || !collective) {
    return (
      <Notice tone="watch" title={t('waits')}>
        {t('waits-why', { name: led?.name ?? '' })}
      </Notice>
    )
  }
  return (
    <fetcher.Form method="post" className={classes['form']} noValidate>
      <input type="hidden" name="intent" value="collective" />
      <input type="hidden" name="caseId" value={row.caseId} />
      <input type="hidden" name="version" value={collective.version} />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="level" value={collective.level} />
      <input type="hidden" name="decisionNumber" value={collective.decisionNumber} />
      <input type="hidden" name="decidedOn" value={collective.decidedOn} />
      <h3>{t('title')}</h3>
      <p>
        {t('decided-here', {
          name: led.name,
          level: grade(collective.level),
          number: collective.decisionNumber,
          day: formatDay(collective.decidedOn),
        })}
      </p>
      <TextInput
        name="exceptionDecisionNumber"
        label={t('exception')}
        description={t('exception-help')}
        defaultValue={collective.exceptionDecisionNumber ?? ''}
        maxLength={60}
        autoComplete="off"
      />
      {refusal && <Refused code={refusal} />}
      <div className={classes['buttons']}>
        <Button type="submit" loading={busy}>
          {level('save')}
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
          {levels.map((one) => (
            <Radio key={one} value={one} label={grade(one)} />
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
        <DayInput
          label={t('day')}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
          autoComplete="off"
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
