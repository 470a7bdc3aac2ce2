import { Button, Modal, Radio, Textarea, TextInput } from '@mantine/core'
import { levels, unitFactKindsOf } from '@nq15/domain/ratings'
import { useFetcher } from '@remix-run/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../ui/notice.tsx'
import { newRequestId } from './tally-request-id.ts'
import type { UnitAnswer } from './unit-act.server.ts'
import type { ShownUnit } from './unit-view.server.ts'
import classes from './units.module.css'

/** A form about a unit: sends once, calls back when done, says what was refused, keeps what was typed. */
export function useUnitAct(done: () => void) {
  const fetcher = useFetcher<UnitAnswer>()
  const [requestId, setRequestId] = useState(newRequestId)
  const answered = useRef<unknown>(null)
  const answer = fetcher.data
  useEffect(() => {
    if (!answer || answered.current === answer || fetcher.state !== 'idle') return
    answered.current = answer
    setRequestId(newRequestId())
    if ('done' in answer) done()
  }, [answer, fetcher.state, done])
  const errors: Readonly<Record<string, string>> = answer && 'errors' in answer ? answer.errors : {}
  const refusal = answer && 'refusal' in answer && fetcher.state === 'idle' ? answer.refusal : null
  return { fetcher, requestId, errors, refusal, busy: fetcher.state !== 'idle' }
}

/** Why an act on a unit was refused, what was kept, and what to do; every field and every block at once. */
export function UnitRefused({ refusal }: { refusal: NonNullable<ReturnType<typeof useUnitAct>['refusal']> }) {
  const t = useTranslations('units')
  const known = t.has(`refusals.${refusal.code as 'CHANGED_MEANWHILE'}`) ? refusal.code : 'OTHER'
  return (
    <Notice tone="error" live="alert" title={t(`refusals.${known as 'OTHER'}`)}>
      {refusal.fields.length > 0 && (
        <ul className={classes['list']}>
          {refusal.fields.map((field) => (
            <li key={field}>{t(`fields.${field as 'generalPoints'}`)}</li>
          ))}
        </ul>
      )}
      {refusal.blocks.map((code) => (
        <p key={code}>{t(`blocks.${code as 'SUBORDINATES_UNDECIDED'}.short`)}</p>
      ))}
      <p>{t('nothing-changed')}</p>
    </Notice>
  )
}

/** The hidden fields every act carries. */
function ActFields({
  unit,
  intent,
  requestId,
}: {
  unit: Pick<ShownUnit, 'caseId' | 'version'>
  intent: string
  requestId: string
}) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="caseId" value={unit.caseId} />
      <input type="hidden" name="version" value={unit.version} />
      <input type="hidden" name="requestId" value={requestId} />
    </>
  )
}

type DialogProps = { unit: ShownUnit; close: () => void; action?: string }

function Dialog({ title, close, children }: { title: ReactNode; close: () => void; children: ReactNode }) {
  const frame = useTranslations('ui.frame')
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      closeButtonProps={{ 'aria-label': frame('close') }}
      title={<strong>{title}</strong>}
    >
      {children}
    </Modal>
  )
}

/** A step that must give its reason: a return or a reopening; the last reasons given here are offered. */
export function ReasonDialog({
  unit,
  close,
  move,
  reasons = [],
}: DialogProps & { move: 'return' | 'reopen'; reasons?: readonly string[] }) {
  const t = useTranslations('units')
  const { fetcher, requestId, refusal, busy } = useUnitAct(close)
  const [reason, setReason] = useState('')
  return (
    <Dialog title={`${t(`moves.${move}`)}: ${unit.who ?? unit.name}`} close={close}>
      <fetcher.Form method="post" className={classes['stack']}>
        <ActFields unit={unit} intent={move} requestId={requestId} />
        <Textarea
          name="reason"
          label={t('reason')}
          description={t('reason-help')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          data-autofocus
          error={refusal?.code === 'REASON_NEEDED' ? t('refusals.REASON_NEEDED') : undefined}
        />
        {reasons.length > 0 && (
          <div className={classes['end']}>
            {reasons.map((one) => (
              <Button key={one} size="compact-sm" variant="default" onClick={() => setReason(one)}>
                {one}
              </Button>
            ))}
          </div>
        )}
        {refusal && refusal.code !== 'REASON_NEEDED' && <UnitRefused refusal={refusal} />}
        <div className={classes['end']}>
          <Button onClick={close}>{t('leave')}</Button>
          <Button type="submit" variant="filled" loading={busy}>
            {t(`moves.${move}`)}
          </Button>
        </div>
      </fetcher.Form>
    </Dialog>
  )
}

/** A level people propose, with its reason; of the level between or of the appraisal, as the unit lies. */
export function ChangeLevelDialog({ unit, close }: DialogProps) {
  const t = useTranslations('units')
  const grade = useTranslations('ui.grade.full')
  const { fetcher, requestId, errors, refusal, busy } = useUnitAct(close)
  const chosen = unit.state === 'appraising' ? unit.appraised : unit.intermediate
  const now = chosen?.grade ?? ''
  return (
    <Dialog title={`${t('change-level')}: ${unit.who ?? unit.name}`} close={close}>
      <fetcher.Form method="post" className={classes['stack']}>
        <ActFields unit={unit} intent="change-level" requestId={requestId} />
        <p className={classes['small']}>
          {t('change-help', { rule: unit.computedGrade ? grade(unit.computedGrade) : t('no-level') })}
        </p>
        <Radio.Group name="level" label={t('level')} defaultValue={now}>
          <div className={classes['choices']}>
            {levels.map((level) => (
              <Radio key={level} value={level} label={grade(level)} />
            ))}
            <Radio value="" label={t('as-before')} />
          </div>
        </Radio.Group>
        <Textarea
          name="reason"
          label={t('reason')}
          description={t('change-reason-help')}
          defaultValue={chosen?.reason ?? ''}
          maxLength={2000}
          autosize
          minRows={2}
          error={errors['reason'] ? t('refusals.REASON_NEEDED') : undefined}
        />
        {unit.subject === 'LEADER' && (
          <TextInput
            name="exceptionDecisionNumber"
            label={t('head-exception')}
            description={t('head-exception-help')}
            defaultValue={unit.exceptionNumber ?? ''}
            maxLength={60}
            autoComplete="off"
          />
        )}
        {refusal && <UnitRefused refusal={refusal} />}
        <div className={classes['end']}>
          <Button onClick={close}>{t('leave')}</Button>
          <Button type="submit" variant="filled" loading={busy}>
            {t('save-level')}
          </Button>
        </div>
      </fetcher.Form>
    </Dialog>
  )
}

/** What a named body says of a unit under appraisal. */
export function OpinionDialog({ unit, close, today }: DialogProps & { today: string }) {
  const t = useTranslations('units')
  const grade = useTranslations('ui.grade.full')
  const { fetcher, requestId, errors, refusal, busy } = useUnitAct(close)
  const error = (field: string) => (errors[field] ? t('needed') : undefined)
  return (
    <Dialog title={`${t('opinion.add')}: ${unit.who ?? unit.name}`} close={close}>
      <fetcher.Form method="post" className={classes['stack']}>
        <ActFields unit={unit} intent="opinion" requestId={requestId} />
        <TextInput
          name="body"
          label={t('opinion.body')}
          description={t('opinion.body-help')}
          maxLength={200}
          error={error('body')}
          data-autofocus
        />
        <Textarea
          name="opinion"
          label={t('opinion.text')}
          maxLength={5000}
          autosize
          minRows={3}
          error={error('opinion')}
        />
        <Radio.Group name="level" label={t('opinion.level')} defaultValue="">
          <div className={classes['choices']}>
            {levels.map((level) => (
              <Radio key={level} value={level} label={grade(level)} />
            ))}
            <Radio value="" label={t('opinion.no-level')} />
          </div>
        </Radio.Group>
        <div className={classes['fields']}>
          <TextInput name="documentNumber" label={t('opinion.number')} maxLength={60} autoComplete="off" />
          <TextInput
            name="givenOn"
            label={t('opinion.day')}
            defaultValue={today}
            inputMode="numeric"
            error={error('givenOn')}
          />
        </div>
        {refusal && <UnitRefused refusal={refusal} />}
        <div className={classes['end']}>
          <Button onClick={close}>{t('leave')}</Button>
          <Button type="submit" variant="filled" loading={busy}>
            {t('opinion.save')}
          </Button>
        </div>
      </fetcher.Form>
    </Dialog>
  )
}

/** A fact about a unit with the document that says so. */
export function FactDialog({ unit, close, today }: DialogProps & { today: string }) {
  const t = useTranslations('units')
  const { fetcher, requestId, errors, refusal, busy } = useUnitAct(close)
  const kinds = unitFactKindsOf(unit.subject)
  const [kind, setKind] = useState<string>(kinds[0] ?? '')
  const error = (field: string) => (errors[field] ? t('needed') : undefined)
  return (
    <Dialog title={`${t('fact.add')}: ${unit.who ?? unit.name}`} close={close}>
      <fetcher.Form method="post" className={classes['stack']}>
        <ActFields unit={unit} intent="fact" requestId={requestId} />
        <Radio.Group name="kind" label={t('fact.kind')} value={kind} onChange={setKind}>
          <div className={classes['choices']}>
            {kinds.map((one) => (
              <Radio key={one} value={one} label={t(`fact.kinds.${one}`)} />
            ))}
          </div>
        </Radio.Group>
        {kind === 'organization-discipline' && (
          <Radio.Group name="form" label={t('fact.form')} defaultValue="reprimand">
            <div className={classes['choices']}>
              {(['reprimand', 'warning', 'dissolution'] as const).map((one) => (
                <Radio key={one} value={one} label={t(`fact.forms.${one}`)} />
              ))}
            </div>
          </Radio.Group>
        )}
        <div className={classes['fields']}>
          <TextInput
            name="documentNumber"
            label={t('fact.number')}
            maxLength={60}
            autoComplete="off"
            error={error('documentNumber')}
          />
          <TextInput
            name="decidedOn"
            label={t('fact.day')}
            defaultValue={today}
            inputMode="numeric"
            error={error('decidedOn')}
          />
          <TextInput name="issuedBy" label={t('fact.issuer')} maxLength={200} error={error('issuedBy')} />
        </div>
        {refusal && <UnitRefused refusal={refusal} />}
        <div className={classes['end']}>
          <Button onClick={close}>{t('leave')}</Button>
          <Button type="submit" variant="filled" loading={busy}>
            {t('fact.save')}
          </Button>
        </div>
      </fetcher.Form>
    </Dialog>
  )
}

type Move = ShownUnit['moves'][number]
const needReason: readonly Move[] = ['return', 'reopen']

/** The steps the reader may take with a unit now, each one button; those with a reason open a dialog. */
export function UnitMoves({
  unit,
  reasons = [],
  main,
}: {
  unit: ShownUnit
  reasons?: readonly string[]
  main?: boolean
}) {
  const t = useTranslations('units')
  const [asked, setAsked] = useState<'return' | 'reopen' | null>(null)
  const { fetcher, requestId, refusal, busy } = useUnitAct(stay)
  if (unit.moves.length === 0) return null
  return (
    <div className={classes['stack']}>
      <fetcher.Form method="post" className={classes['end']}>
        <input type="hidden" name="caseId" value={unit.caseId} />
        <input type="hidden" name="version" value={unit.version} />
        <input type="hidden" name="requestId" value={requestId} />
        {unit.moves.map((move) =>
          move === 'return' || move === 'reopen' ? (
            <Button key={move} onClick={() => setAsked(move)}>
              {t(`moves.${move}`)}
            </Button>
          ) : (
            <Button
              key={move}
              type="submit"
              name="intent"
              value={move}
              loading={busy}
              variant={main && !needReason.includes(move) && move !== 'withdraw' ? 'filled' : 'default'}
            >
              {move === 'send' && unit.isThrough ? t('moves.submit') : t(`moves.${move}`)}
            </Button>
          ),
        )}
      </fetcher.Form>
      {refusal && <UnitRefused refusal={refusal} />}
      {asked && <ReasonDialog unit={unit} move={asked} reasons={reasons} close={() => setAsked(null)} />}
    </div>
  )
}

const stay = () => undefined
