import { Button, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { Attachments } from '../files/attachments.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { IconDownload, IconFileText, IconGavel } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { AfterPanels, SubstancePanel } from './after/substance-panel.tsx'
import { BlockingRules } from './blocking-rules.tsx'
import classes from './decision.module.css'
import type { decisionAction, decisionLoader } from './decision.server.ts'
import { DecidedList } from './decision-list.tsx'
import { DecisionSummary } from './decision-summary.tsx'
import { useFocusFault } from './use-focus-fault.ts'

/** The decision of a committee: form, numbers before it is confirmed, every rule that refuses; then the decision and its list. */
export function DecisionScreen() {
  const { year, committeeId, committee, decision, mayDecide, isOpen, around, today, requestId } =
    useLoaderData<typeof decisionLoader>()
  const [search] = useSearchParams()
  const t = useTranslations('ratings.decision')
  const board = `/ratings/${year}/committees/${committeeId}`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('crumb', { year: String(year) }), to: board }, { label: t('crumb-here') }]}
        title={decision === null ? t('title', { year: String(year) }) : t('decided-title', { number: decision.number })}
        state={committee}
        actions={
          <>
            <Button
              component="a"
              href={`${board}/results.xlsx`}
              leftSection={<IconDownload size={18} stroke={1.6} aria-hidden />}
            >
              {t('excel')}
            </Button>
            {decision !== null && (
              <Button
                component="a"
                href={`${board}/decision.docx`}
                variant="filled"
                leftSection={<IconFileText size={18} stroke={1.6} aria-hidden />}
              >
                {t('word')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes['page']}>
        {decision !== null && search.get('decided') === '1' && (
          <Notice tone="ok" icon={IconGavel} live="status" title={t('done-title')}>
            {t('done')}
          </Notice>
        )}
        <div className={classes['columns']}>
          <div className={classes['stack']}>
            {decision === null && isOpen && (
              <SubstancePanel around={around} mayDecide={mayDecide} requestId={requestId} />
            )}
            {decision !== null ? (
              <>
                <DecisionFacts />
                <AfterPanels around={around} mayTell today={today} requestId={requestId} />
                <SignedDecision />
                <DecidedList />
              </>
            ) : !isOpen ? (
              <Notice tone="watch">{t('not-open')}</Notice>
            ) : mayDecide ? (
              <DecisionForm />
            ) : (
              <Notice tone="info" title={t('office-title')}>
                {t('office')} <Link to={board}>{t('to-board')}</Link>
              </Notice>
            )}
          </div>
          <DecisionSummary />
        </div>
      </div>
    </>
  )
}

function SignedDecision() {
  const { files } = useLoaderData<typeof decisionLoader>()
  const t = useTranslations('files.records.rating_decision')
  if (files === null) return null
  const year = String(files.place.year ?? '')
  return <Attachments view={files} title={t('title', { year })} help={t('help')} />
}

function DecisionFacts() {
  const { decision } = useLoaderData<typeof decisionLoader>()
  const t = useTranslations('ratings.decision')
  if (decision === null) return null
  const facts = [
    ['decisionNumber', decision.number],
    ['decidedOn', formatDay(decision.day)],
    ['signer', `${decision.signerTitle} ${decision.signerName}`],
    ['exception', decision.exceptionNumber],
    ['entered', t('entered-by', { by: decision.by, at: formatMoment(decision.at) })],
    ['hash', decision.hash],
  ] as const
  return (
    <Panel title={t('facts')}>
      <dl className={classes['facts']}>
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{t(`fields.${name}`)}</dt>
              <dd className={name === 'hash' ? classes['hash'] : undefined}>{value}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  )
}

function DecisionForm() {
  const { today, requestId, year, exceptionPercent, summary } = useLoaderData<typeof decisionLoader>()
  const answered = useActionData<typeof decisionAction>()
  // The page's other forms answer in another shape.
  const answer = answered && 'blocking' in answered ? answered : undefined
  useFocusFault(answer)
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('ratings.decision')
  const format = useFormatter()
  const ready = answer?.ready === true
  const faultOf = (field: keyof NonNullable<typeof answer>['typed']) => {
    const fault = answer?.faults[field]
    return fault === undefined ? undefined : t(`faults.${fault}`)
  }
  const text = (field: keyof NonNullable<typeof answer>['typed'], first = '') => ({
    name: field,
    label: t(`fields.${field}`),
    defaultValue: answer?.typed[field] ?? first,
    error: faultOf(field),
    autoComplete: 'off',
  })

  return (
    <>
      {answer?.refusal && (
        <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)}>
          {t('nothing-changed')}
        </Notice>
      )}
      {answer !== undefined && answer.blocking.length > 0 && (
        <Notice tone="error" live="alert" title={t('refused-title', { count: answer.blocking.length })}>
          <p>{t('nothing-changed')}</p>
          <BlockingRules rules={answer.blocking} year={year} />
        </Notice>
      )}
      {ready && (
        <Panel title={t('confirm-title')} tone="watch">
          <Form method="post" className={classes['stack']}>
            <input type="hidden" name="requestId" value={requestId} />
            {Object.entries(answer.typed).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <p>
              {t.rich('confirm', {
                number: answer.typed.decisionNumber,
                day: answer.typed.decidedOn,
                signer: answer.typed.signerName,
                people: format.number(summary.people),
                rated: format.number(summary.rated),
                cells: format.number(summary.cells),
                strong: (chunk) => <strong>{chunk}</strong>,
              })}
            </p>
            <p className={classes['small']}>{t('confirm-note')}</p>
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
      <Panel title={t('form')}>
        <Form method="post" className={classes['stack']} key={ready ? 'ready' : 'typing'}>
          <input type="hidden" name="requestId" value={requestId} />
          <div className={classes['fields']}>
            <TextInput {...text('decisionNumber')} placeholder={t('number-example')} maxLength={60} />
            <DayInput {...text('decidedOn', formatDay(today))} description={t('day-note')} />
            <TextInput {...text('signerName')} maxLength={120} />
            <TextInput {...text('signerTitle', t('default-title'))} maxLength={120} description={t('title-note')} />
            <TextInput
              {...text('exceptionDecisionNumber')}
              id="exception"
              maxLength={60}
              description={t('exception-note', { percent: exceptionPercent })}
            />
          </div>
          <div className={classes['end']}>
            <Button type="submit" name="intent" value="review" variant={ready ? 'default' : 'filled'} loading={busy}>
              {t(ready ? 'review-again' : 'review')}
            </Button>
          </div>
        </Form>
      </Panel>
    </>
  )
}
