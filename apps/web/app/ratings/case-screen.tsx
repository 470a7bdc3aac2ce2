import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PapersLink } from '../reports/papers-link.tsx'
import { Chip } from '../ui/chip.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { GradeChip } from '../ui/grade-chip.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { OutcomeChip } from '../ui/outcome-chip.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './case.module.css'
import type { caseLoader } from './case.server.ts'
import { type CaseView, type WeighedFinding, type WeighingStep, weighingSteps } from './case-view.ts'
import { ConfidenceMark } from './confidence-mark.tsx'

const LevelDialog = lazy(() => import('./case-level.tsx'))

/** "Vì sao" of one case: the answer, every finding with its source, the order of weighing, facts, votes, people's reason, history. */
export function CaseScreen() {
  const view = useLoaderData<typeof caseLoader>()
  const t = useTranslations('ratings.case')
  const [open, setOpen] = useState(false)
  const review = view.own
    ? `/ratings/${view.campaign.year}/self`
    : `/ratings/${view.campaign.year}/cases/${view.caseId}/review`
  return (
    <>
      <PageHead
        crumbs={
          view.own
            ? [
                {
                  label: t('crumb-own', { year: String(view.campaign.year) }),
                  to: `/ratings/${view.campaign.year}/self`,
                },
              ]
            : [
                { label: t('crumb', { year: String(view.campaign.year) }), to: `/ratings/${view.campaign.year}` },
                { label: view.cell.name ?? t('cell'), to: `/ratings/${view.campaign.year}/cells/${view.cell.id}` },
              ]
        }
        title={t('title', { name: view.name })}
        state={t('state', { form: view.form, post: view.post ?? t('no-post'), rules: view.campaign.ruleSetTitle })}
        actions={
          view.notRated === null && (
            <>
              {view.decided && (
                <Button component={Link} to={`/ratings/${view.campaign.year}/cases/${view.caseId}/outcome`}>
                  {t('outcome')}
                </Button>
              )}
              {view.asksHints && (
                <Button component={Link} to={`/ratings/${view.campaign.year}/cases/${view.caseId}/hints`}>
                  {t('ask-hints')}
                </Button>
              )}
              <PapersLink organizationId={view.cell.id} year={view.campaign.year} caseId={view.caseId} />
              <Button component={Link} to={review}>
                {t(view.canWork || view.own ? 'edit-review' : 'open-review')}
              </Button>
              {view.mayChange && (
                <Button variant="filled" onClick={() => setOpen(true)}>
                  {t(view.chosen ? 'change-level' : 'set-level')}
                </Button>
              )}
            </>
          )
        }
      />
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          <Answer view={view} />
          {view.notRated === null && <Findings view={view} />}
          {view.facts.length > 0 && <Facts view={view} />}
        </div>
        <div className={classes['stack']}>
          {view.notRated === null && <Order view={view} />}
          {view.notRated === null && !view.own && <Ballot view={view} />}
          <History view={view} />
        </div>
      </div>
      {open && (
        <Suspense fallback={null}>
          <LevelDialog view={view} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

function Answer({ view }: { view: CaseView }) {
  const t = useTranslations('ratings.case')
  if (view.notRated !== null) {
    return (
      <Panel title={t('answer')}>
        <OutcomeChip outcome="not-rated" reason={view.notRated} />
      </Panel>
    )
  }
  return (
    <Panel title={t('answer')}>
      <dl className={classes['pairs']}>
        <Pair name={t('by-rules')}>
          {view.grade ? (
            <GradeChip grade={view.grade} full />
          ) : (
            <OutcomeChip outcome={view.outcome === 'INVALID' ? 'invalid' : 'manual'} />
          )}
        </Pair>
        <Pair name={t('by-people')}>
          {view.chosen ? (
            <>
              <GradeChip grade={view.chosen.grade} full /> <span>{t('reason', { reason: view.chosen.reason })}</span>
            </>
          ) : (
            t('as-rules')
          )}
        </Pair>
        <Pair name={t('stands')}>{view.effective ? <GradeChip grade={view.effective} full /> : t('no-level')}</Pair>
        {view.collective && (
          <Pair name={t('collective')}>
            <GradeChip grade={view.collective.grade} full />{' '}
            <span>
              {t('decision', { number: view.collective.decisionNumber, day: formatDay(view.collective.decidedOn) })}
            </span>
          </Pair>
        )}
      </dl>
    </Panel>
  )
}

function Pair({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const looks = { BLOCK: 'redEdge', CAP: 'watch', WARN: 'watch', INFO: 'grey' } as const

function Findings({ view: { findings, presumed, memberId } }: { view: CaseView }) {
  const t = useTranslations('ratings.case')
  return (
    <Panel title={t('findings')} note={t('findings-note', { count: findings.length })}>
      {findings.length === 0 && <p>{t('all-met')}</p>}
      <ol className={classes['findings']}>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.sentence}`}>
            <p>
              <Chip look={looks[finding.severity]}>{t(`severity.${finding.severity}`)}</Chip>{' '}
              <strong>{finding.sentence}</strong>
            </p>
            <Source finding={finding} />
            {finding.code === 'DISCIPLINE_LINK_UNKNOWN' && (
              <p>
                {t('link-who')}{' '}
                {memberId !== null && <Link to={`/members/${memberId}#disciplines`}>{t('link-where')}</Link>}
              </p>
            )}
          </li>
        ))}
      </ol>
      {presumed.length > 0 && <p className={classes['quiet']}>{t('presumed', { facts: presumed.join(', ') })}</p>}
    </Panel>
  )
}

function Source({ finding }: { finding: WeighedFinding }) {
  const t = useTranslations('ratings.case')
  return (
    <p className={classes['source']}>
      {finding.document}, {finding.provision}. <ConfidenceMark confidence={finding.confidence} />{' '}
      <span className={classes['code']}>{t('code', { code: finding.code })}</span>
    </p>
  )
}

function Facts({ view: { facts } }: { view: CaseView }) {
  const t = useTranslations('ratings.case')
  return (
    <Panel title={t('facts')} note={t('facts-note')} flush>
      <table className={classes['facts']}>
        <tbody>
          {facts.map(({ name, label, value }) => (
            <tr key={name}>
              <th scope="row">{label}</th>
              <td>{value ?? <MissingValue kind="missing" />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

const stepOf: Partial<Record<string, WeighingStep>> = {
  EXEMPT: 'excluded',
  SUSPENDED: 'excluded',
  ADMITTED_LT_6M: 'excluded',
  ORG_LT_6M: 'excluded',
  SCORE_OVER_MAX: 'contradictory',
  SCORE_NEGATIVE: 'contradictory',
  TASK_COUNT_MISMATCH: 'contradictory',
  COUNT_MISMATCH: 'contradictory',
  FACTS_CONTRADICT: 'contradictory',
  DISCIPLINED: 'triggers',
  DEGRADATION: 'triggers',
  SCORE_BELOW_50: 'triggers',
  FAILED_OVER_50: 'triggers',
  UNIT_UNDER_70: 'triggers',
  UNITS_KHT_OVER_50: 'triggers',
  LOW_CONFIDENCE_OVER_50: 'triggers',
  UNIT_CORRUPTION: 'triggers',
  NO_TASKS: 'no-tasks',
  GAP_NO_BAND: 'gap',
  HEAD_ABOVE_COLLECTIVE: 'caps',
  QUARTER_BELOW_MIN: 'caps',
  COLLECTIVE_UNDER_70: 'caps',
}

/** The order of weighing, with what was found at each step. */
function Order({ view }: { view: CaseView }) {
  const t = useTranslations('ratings.case')
  const at = (step: WeighingStep) =>
    view.findings.filter(({ code }) => code !== 'FACT_MISSING' && (stepOf[code] ?? 'bands') === step).length
  return (
    <Panel title={t('order')} note={t('order-note')}>
      <ol className={classes['order']}>
        {weighingSteps.map((step) => (
          <li key={step}>
            {t(`step.${step}`)}
            <span className={classes['quiet']}>
              {' '}
              {step === 'ballot' || step === 'quota' ? t(`after.${step}`) : t('found', { count: at(step) })}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Ballot({ view: { ballot, effective } }: { view: CaseView }) {
  const t = useTranslations('ratings.case')
  return (
    <Panel title={t('ballot')}>
      {ballot === null ? (
        <p className={classes['quiet']}>{t('ballot-none')}</p>
      ) : (
        <>
          <ul className={classes['votes']}>
            {ballot.votes.map(({ grade, count }) => (
              <li key={grade}>
                <GradeChip grade={grade} /> <strong>{count}</strong>
              </li>
            ))}
          </ul>
          <p>
            {t(!ballot.isSound ? 'ballot-unsound' : ballot.grade ? 'ballot-carried' : 'ballot-undecided')}{' '}
            {ballot.grade && <GradeChip grade={ballot.grade} full />}
          </p>
          {ballot.grade && effective && ballot.grade !== effective && (
            <p className={classes['watch']}>{t('ballot-differs')}</p>
          )}
          {ballot.notes.map(({ code, sentence }) => (
            <p key={code} className={classes['quiet']}>
              <strong>{code}</strong> {sentence}
            </p>
          ))}
        </>
      )}
    </Panel>
  )
}

const events = ['start', 'send', 'withdraw', 'take-up', 'return', 'accept', 'decide'] as const

function History({ view: { history } }: { view: CaseView }) {
  const t = useTranslations('ratings.case')
  return (
    <Panel title={t('history')}>
      {history.length === 0 && <p className={classes['quiet']}>{t('history-none')}</p>}
      <ol className={classes['history']}>
        {history.map(({ what, event, by, reason, at }) => {
          const known = events.find((one) => one === event)
          return (
            <li key={`${what} ${event} ${at}`}>
              <span className={classes['quiet']}>{formatMoment(at)}</span>{' '}
              {what === 'cell-step' ? (known ? t(`event.${known}`) : event) : t(`history-what.${what}`)}
              <span className={classes['quiet']}> {by}</span>
              {reason && <p>{t('reason', { reason })}</p>}
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
