import { Button, Radio, Textarea } from '@mantine/core'
import { levels } from '@nq15/domain/ratings'
import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import { newRequestId } from './tally-request-id.ts'
import classes from './workspace.module.css'
import type { WorkspaceAnswer } from './workspace.server.ts'
import { refusalKey } from './workspace-refusal.ts'
import type { WorkspaceRow } from './workspace-view.ts'

/** A form of the dialog: sends once, closes when done, says what was refused, keeps what was typed. */
export function useAct(close: () => void) {
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

type LevelFormProps = {
  row: Pick<WorkspaceRow, 'caseId' | 'version' | 'grade' | 'ballotGrade' | 'chosen'>
  close: () => void
  /** Another act of the same dialog comes first, so this one is not the main button. */
  quiet?: boolean
  /** Whose level it is: the cell's, or that of the committee's office while it appraises. */
  of?: 'cell' | 'office'
}

/** People's own level with its reason; sends to the page it stands on. */
export function LevelForm({ row, close, quiet = false, of = 'cell' }: LevelFormProps) {
  const t = useTranslations('ratings.workspace.level')
  const grade = useTranslations('ui.grade.full')
  const { fetcher, requestId, errors, refusal, busy } = useAct(close)
  return (
    <fetcher.Form method="post" className={classes['form']} noValidate>
      <input type="hidden" name="intent" value="propose" />
      <input type="hidden" name="caseId" value={row.caseId} />
      <input type="hidden" name="version" value={row.version} />
      <input type="hidden" name="requestId" value={requestId} />
      <h3>{t(of === 'cell' ? 'own' : 'own-office')}</h3>
      <p className={classes['quiet']}>
        {t('own-help', {
          rule: row.grade ? grade(row.grade) : t('no-level'),
          ballot: row.ballotGrade ? grade(row.ballotGrade) : t('no-level'),
        })}
      </p>
      <Radio.Group name="level" label={t('level')} defaultValue={row.chosen?.level ?? ''}>
        <div className={classes['choices']}>
          {levels.map((level) => (
            <Radio key={level} value={level} label={grade(level)} />
          ))}
          <Radio value="" label={t('as-rules')} />
        </div>
      </Radio.Group>
      <Textarea
        name="reason"
        label={t('reason')}
        description={t(of === 'cell' ? 'reason-help' : 'reason-help-office')}
        defaultValue={row.chosen?.reason ?? ''}
        maxLength={2000}
        autosize
        minRows={2}
        error={errors['reason'] ? t('reason-needed') : undefined}
      />
      {refusal && <Refused code={refusal} />}
      <div className={classes['buttons']}>
        <Button onClick={close}>{t('leave')}</Button>
        <Button type="submit" variant={quiet ? 'default' : 'filled'} loading={busy}>
          {t('save')}
        </Button>
      </div>
    </fetcher.Form>
  )
}

/** Why a form of the file was refused and what to do. */
export function Refused({ code }: { code: string }) {
  const t = useTranslations('ratings.workspace')
  return (
    <Notice tone="error" live="alert" title={t(`refusal.${refusalKey(code)}.happened`)}>
      {t(`refusal.${refusalKey(code)}.todo`)}
    </Notice>
  )
}
