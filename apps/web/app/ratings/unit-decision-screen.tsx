import { Button, Checkbox, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { GradeChip } from '../ui/grade-chip.tsx'
import { IconGavel } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { QuotaBar } from '../ui/quota-bar.tsx'
import { AfterPanels, SubstancePanel } from './after/substance-panel.tsx'
import { BlockingRules } from './blocking-rules.tsx'
import type { unitDecisionAction, unitDecisionLoader } from './unit-decision.server.ts'
import { UnitBlocks, UnitLevel } from './unit-parts.tsx'
import { SidesLine } from './unit-sides.tsx'
import classes from './units.module.css'
import { useFocusFault } from './use-focus-fault.ts'

/** A committee's decisions on organizations and collectives: what was decided, what is ready, every rule that refuses. */
export function UnitDecisionScreen() {
  const view = useLoaderData<typeof unitDecisionLoader>()
  const { year, deciderId, name, isOpen, mayDecide, ready, waiting, groups, decisions, around } = view
  const t = useTranslations('units')
  const [search] = useSearchParams()
  const board = `/ratings/${year}/units/${deciderId}`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('crumb-board'), to: board }, { label: t('crumb-decision') }]}
        title={t('decision-title', { year: String(year) })}
        state={t('decision-state', { name, ready: ready.length, waiting })}
      />
      <div className={classes['page']}>
        {search.get('decided') === '1' && (
          <Notice tone="ok" icon={IconGavel} live="status" title={t('decision-done')}>
            {t('decision-done-note')}
          </Notice>
        )}
        <div className={classes['columns']}>
          <div className={classes['stack']}>
            {isOpen && around && (
              <SubstancePanel
                around={around}
                mayDecide={mayDecide}
                mayEnter={view.mayEnter}
                requestId={view.requestId}
              />
            )}
            {!isOpen ? (
              <Notice tone="watch">{t('closed-year')}</Notice>
            ) : ready.length === 0 ? (
              <Notice tone="info" title={t('nothing-ready')}>
                {t('nothing-ready-help')} <Link to={board}>{t('to-board')}</Link>
              </Notice>
            ) : (
              <DecisionForm mayDecide={mayDecide} />
            )}
            {decisions.length > 0 && around && (
              <AfterPanels
                around={around}
                mayTell={view.mayTell}
                mayEnter={view.mayEnter}
                today={view.today}
                requestId={view.requestId}
              />
            )}
            {decisions.map((decision) => (
              <Panel
                key={decision.id}
                title={t('decision-number', { number: decision.number, day: formatDay(decision.day) })}
                note={decision.signer}
              >
                {decision.exception && <p>{t('with-exception', { number: decision.exception })}</p>}
                <ul className={classes['units']}>
                  {decision.units.map((unit) => (
                    <li key={unit.caseId}>
                      <Link to={`/ratings/${year}/organizations/${unit.organizationId}`}>{unit.name}</Link> (
                      {unit.subject}):{' '}
                      {unit.grade ? (
                        <GradeChip grade={unit.grade} full />
                      ) : (
                        t('not-rated-because', { reason: unit.reason ?? '' })
                      )}
                    </li>
                  ))}
                </ul>
                <p className={classes['small']} style={{ overflowWrap: 'anywhere' }}>
                  {t('entered-by', { by: decision.by, at: formatMoment(decision.at) })} · {decision.hash}
                </p>
              </Panel>
            ))}
          </div>
          <Panel title={t('quota')}>
            <div className={classes['stack']}>
              {groups.map((group) => (
                <QuotaBar key={group.key} group={group.name} proposed={group.xs} limit={group.limit} />
              ))}
            </div>
          </Panel>
        </div>
      </div>
    </>
  )
}

function DecisionForm({ mayDecide }: { mayDecide: boolean }) {
  const { ready, today, requestId, year, exceptionPercent } = useLoaderData<typeof unitDecisionLoader>()
  const answered = useActionData<typeof unitDecisionAction>()
  // Answers to checks and notices have their own place on the page.
  const answer = answered && 'caseIds' in answered ? answered : undefined
  useFocusFault(answer)
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('units')
  const d = useTranslations('ratings.decision')
  const isReady = answer?.ready === true
  const chosen = new Set(answer?.caseIds ?? ready.map(({ caseId }) => caseId))
  const text = (field: keyof NonNullable<typeof answer>['typed'], first = '') => ({
    name: field,
    label: d(`fields.${field}`),
    defaultValue: answer?.typed[field] ?? first,
    error: answer?.faults[field] === undefined ? undefined : d(`faults.${answer.faults[field]}`),
    autoComplete: 'off',
    readOnly: !mayDecide,
  })
  return (
    <>
      {answer?.refusal && (
        <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal as 'OTHER'}`)}>
          {t('nothing-changed')}
        </Notice>
      )}
      {answer !== undefined && answer.blocking.length > 0 && (
        <Notice tone="error" live="alert" title={d('refused-title', { count: answer.blocking.length })}>
          <p>{t('nothing-changed')}</p>
          <BlockingRules
            rules={answer.blocking}
            year={year}
            to={({ organizationId }) => `/ratings/${year}/organizations/${organizationId}`}
          />
        </Notice>
      )}
      {isReady && (
        <Panel title={t('confirm-title')} tone="watch">
          <Form method="post" className={classes['stack']}>
            <input type="hidden" name="requestId" value={requestId} />
            {Object.entries(answer.typed).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {answer.caseIds.map((id) => (
              <input key={id} type="hidden" name="unit" value={id} />
            ))}
            <p>
              {t('confirm', {
                count: answer.caseIds.length,
                number: answer.typed.decisionNumber,
                day: answer.typed.decidedOn,
                signer: answer.typed.signerName,
              })}
            </p>
            <div className={classes['end']}>
              <Button
                type="submit"
                name="intent"
                value="decide"
                variant="filled"
                loading={busy}
                leftSection={<IconGavel size={18} stroke={1.6} aria-hidden />}
              >
                {t('decide', { number: answer.typed.decisionNumber })}
              </Button>
            </div>
          </Form>
        </Panel>
      )}
      <Panel title={t('ready-title', { count: ready.length })}>
        <Form method="post" className={classes['stack']} key={isReady ? 'ready' : 'typing'}>
          <input type="hidden" name="requestId" value={requestId} />
          <fieldset className={classes['stack']} style={{ border: 0, padding: 0, margin: 0 }}>
            <legend className={classes['small']}>{t('choose-units')}</legend>
            {ready.map((unit) => (
              <div key={unit.caseId} className={classes['end']}>
                <Checkbox
                  name="unit"
                  value={unit.caseId}
                  defaultChecked={chosen.has(unit.caseId)}
                  disabled={!mayDecide}
                  label={`${unit.who ?? unit.name} (${unit.subjectName})`}
                />
                <UnitLevel unit={unit} />
                <UnitBlocks unit={unit} />
                <SidesLine unit={unit} year={year} />
              </div>
            ))}
          </fieldset>
          {mayDecide ? (
            <>
              <div className={classes['fields']}>
                <TextInput {...text('decisionNumber')} placeholder={d('number-example')} maxLength={60} />
                <DayInput {...text('decidedOn', formatDay(today))} />
                <TextInput {...text('signerName')} maxLength={120} />
                <TextInput {...text('signerTitle', d('default-title'))} maxLength={120} />
                <TextInput
                  {...text('exceptionDecisionNumber')}
                  id="exception"
                  maxLength={60}
                  description={d('exception-note', { percent: exceptionPercent })}
                />
              </div>
              <div className={classes['end']}>
                <Button
                  type="submit"
                  name="intent"
                  value="review"
                  variant={isReady ? 'default' : 'filled'}
                  loading={busy}
                >
                  {d(isReady ? 'review-again' : 'review')}
                </Button>
              </div>
            </>
          ) : (
            <p className={classes['small']}>{t('committee-decides')}</p>
          )}
        </Form>
      </Panel>
    </>
  )
}
