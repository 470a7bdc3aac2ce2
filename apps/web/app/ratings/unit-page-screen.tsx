import { Button, Textarea } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Deadline } from '../ui/deadline.tsx'
import { FileChip } from '../ui/file-chip.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { GradeChip } from '../ui/grade-chip.tsx'
import { IconPrinter } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { FileListPanel } from './file-list.tsx'
import { ChangeLevelDialog, FactDialog, OpinionDialog, UnitMoves, UnitRefused, useUnitAct } from './unit-form.tsx'
import type { unitPageLoader } from './unit-page.server.ts'
import { Reported, UnitBlocks, UnitLevel, UnitSigns } from './unit-parts.tsx'
import { UnitReportForm } from './unit-report-form.tsx'
import { UnitSidesPanel } from './unit-sides.tsx'
import classes from './units.module.css'

type View = ReturnType<typeof useLoaderData<typeof unitPageLoader>>
type Unit = View['units'][number]

/** An organization's own rating in a year: what stands in its way first, then each case with report, records and its way. */
export function UnitPageScreen() {
  const view = useLoaderData<typeof unitPageLoader>()
  const { year, name, units, below, through, filesThrough, isOpen } = view
  const t = useTranslations('units')
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('crumb-year', { year: String(year) }), to: `/ratings/${year}` },
          { label: t('crumb-unit') },
        ]}
        title={t('page-title', { name, year: String(year) })}
        state={isOpen ? t('page-state', { day: formatDay(view.cutOffOn) }) : t('closed-year')}
        actions={
          <Button onClick={() => window.print()} leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}>
            {t('print')}
          </Button>
        }
      />
      <div className={classes['page']}>
        {below.length > 0 && (
          <Notice tone="watch" title={t('below-title', { count: below.length })}>
            <p>{t('below-help')}</p>
            <ul className={classes['list']}>
              {below.slice(0, 20).map((one) => (
                <li key={one.id}>
                  <Link to={`/ratings/${year}/organizations/${one.organizationId}`}>{one.name}</Link> ({one.subject}){' '}
                  <FileChip state={one.state} />
                </li>
              ))}
              {below.length > 20 && <li>{t('and-more', { count: below.length - 20 })}</li>}
            </ul>
          </Notice>
        )}
        {units.map((unit) => (
          <UnitCase key={unit.caseId} unit={unit} today={view.today} year={year} />
        ))}
        {view.fileList && <UnitFileList lines={view.fileList} view={view} />}
        {view.sides && <UnitSidesPanel sides={view.sides} year={year} />}
        {(through.length > 0 || filesThrough.length > 0) && <Through view={view} />}
      </div>
    </>
  )
}

function UnitFileList({ lines, view }: { lines: NonNullable<View['fileList']>; view: View }) {
  const decider = view.units[0]?.decider.id
  const board = decider && `/ratings/${view.year}/units/${decider}`
  const mayOpen = view.units.some(({ mayRecord }) => mayRecord)
  const decided = view.units.find(({ standing }) => standing)
  return (
    <FileListPanel
      lines={lines}
      of="unit"
      placeOf={{
        ...(decided ? { complaints: `/ratings/${view.year}/cases/${decided.caseId}/outcome` } : {}),
        ...(board && mayOpen
          ? { appraisal: `${board}/appraisal`, opinions: `${board}/appraisal`, conclusion: `${board}/decision` }
          : {}),
      }}
    />
  )
}

function UnitCase({ unit, today, year }: { unit: Unit; today: string; year: number }) {
  const t = useTranslations('units')
  const [open, setOpen] = useState<'level' | 'fact' | 'opinion' | null>(null)
  const close = () => setOpen(null)
  return (
    <Panel
      title={unit.who === null ? unit.subjectName : `${unit.subjectName}: ${unit.who}`}
      note={<FileChip state={unit.state} />}
      aside={unit.due && unit.state !== 'decided' && <Deadline deadline={unit.due} longDay />}
    >
      <div className={classes['stack']}>
        {unit.state === 'returned' && (
          <Notice tone="watch" title={t('returned')}>
            {unit.returnReason}
          </Notice>
        )}
        {unit.standing && (
          <Notice
            tone="ok"
            title={t('decided', { number: unit.standing.decisionNumber, day: formatDay(unit.standing.decidedOn) })}
          >
            {unit.standing.grade && <GradeChip grade={unit.standing.grade} full />}{' '}
            <Link to={`/ratings/${year}/cases/${unit.caseId}/outcome`}>{t('to-outcome')}</Link>
          </Notice>
        )}
        <dl className={classes['facts']}>
          <div>
            <dt>{t('stands')}</dt>
            <dd>
              <UnitLevel unit={unit} />
            </dd>
          </div>
          <div>
            <dt>{t('self')}</dt>
            <dd>{unit.selfGrade ? <GradeChip grade={unit.selfGrade} full /> : <Reported value={null} />}</dd>
          </div>
          {unit.collectiveGrade && (
            <div>
              <dt>{t('collective-level')}</dt>
              <dd>
                <GradeChip grade={unit.collectiveGrade} full />
              </dd>
            </div>
          )}
          <div>
            <dt>{t('last-year')}</dt>
            <dd>{unit.lastGrade ? <GradeChip grade={unit.lastGrade} full /> : <Reported value={null} />}</dd>
          </div>
          <div>
            <dt>{t('signs.title')}</dt>
            <dd>
              <UnitSigns unit={unit} />
            </dd>
          </div>
          <div>
            <dt>{t('goes-to')}</dt>
            <dd>
              {unit.throughName ? `${unit.throughName}, ` : ''}
              {unit.decider.name}
            </dd>
          </div>
          {unit.blocks.length > 0 && unit.state !== 'decided' && (
            <div>
              <dt>{t('order')}</dt>
              <dd>
                <UnitBlocks unit={unit} />
              </dd>
            </div>
          )}
        </dl>
        {unit.mayReport ? <UnitReportForm unit={unit} /> : <ReportRead unit={unit} />}
        {unit.mayReport && unit.state === 'not-started' && <p className={classes['small']}>{t('start-help')}</p>}
        <UnitMoves unit={unit} main />
        {(unit.mayChangeLevel || unit.mayRecord) && (
          <div className={classes['end']}>
            {unit.mayChangeLevel && <Button onClick={() => setOpen('level')}>{t('change-level')}</Button>}
            {unit.mayRecord && unit.state === 'appraising' && (
              <Button onClick={() => setOpen('opinion')}>{t('opinion.add')}</Button>
            )}
            {unit.mayRecord && <Button onClick={() => setOpen('fact')}>{t('fact.add')}</Button>}
            {unit.mayRecord && (
              <Link to={`/ratings/${year}/units/${unit.decider.id}/appraisal`}>{t('to-calibration')}</Link>
            )}
          </div>
        )}
        <Records unit={unit} />
        {open === 'level' && <ChangeLevelDialog unit={unit} close={close} />}
        {open === 'opinion' && <OpinionDialog unit={unit} close={close} today={formatDay(today)} />}
        {open === 'fact' && <FactDialog unit={unit} close={close} today={formatDay(today)} />}
      </div>
    </Panel>
  )
}

const numbers = [
  'generalPoints',
  'resultPoints',
  'tasksAssigned',
  'tasksOnTime',
  'tasksLate',
  'tasksFailed',
  'tasksExceeded',
  'limitationsPointedOut',
  'limitationsRemedied',
] as const
const texts = ['resultsText', 'limitationsText', 'remediesText', 'answersText', 'directionText'] as const

function ReportRead({ unit }: { unit: Unit }) {
  const t = useTranslations('units')
  if (unit.reportVersion === 0) {
    return <p className={classes['small']}>{unit.subject === 'LEADER' ? t('leader-help') : t('no-report')}</p>
  }
  return (
    <details>
      <summary>{t('report')}</summary>
      <dl className={classes['facts']}>
        {numbers.map((field) => (
          <div key={field}>
            <dt>{t(`fields.${field}`)}</dt>
            <dd>
              <Reported value={unit.values[field]} />
            </dd>
          </div>
        ))}
        {texts
          .filter((field) => unit.values[field] !== '')
          .map((field) => (
            <div key={field}>
              <dt>{t(`fields.${field}`)}</dt>
              <dd style={{ whiteSpace: 'pre-wrap' }}>{unit.values[field]}</dd>
            </div>
          ))}
      </dl>
    </details>
  )
}

function Records({ unit }: { unit: Unit }) {
  const t = useTranslations('units')
  return (
    <>
      {unit.facts.length > 0 && (
        <section aria-label={t('fact.title')}>
          <h3>{t('fact.title')}</h3>
          <ul className={classes['list']}>
            {unit.facts.map((fact) => (
              <li key={fact.id}>
                {t(`fact.kinds.${fact.kind as 'disunity'}`)}
                {fact.form && `, ${t(`fact.forms.${fact.form as 'reprimand'}`)}`}: {fact.documentNumber},{' '}
                {formatDay(fact.decidedOn)}, {fact.issuedBy}{' '}
                {fact.withdrawnReason !== null && <em>{t('fact.withdrawn', { reason: fact.withdrawnReason })}</em>}
                {fact.withdrawnReason === null && unit.mayRecord && <WithdrawFact unit={unit} factId={fact.id} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      {unit.opinions.length > 0 && (
        <section aria-label={t('opinion.title')}>
          <h3>{t('opinion.title')}</h3>
          <ul className={classes['list']}>
            {unit.opinions.map((one) => (
              <li key={one.id}>
                <strong>{one.body}</strong>, {formatDay(one.givenOn)}
                {one.documentNumber && `, ${one.documentNumber}`}: {one.opinion}{' '}
                {one.grade && <GradeChip grade={one.grade} />} {!one.isStanding && <em>{t('opinion.replaced')}</em>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {unit.steps.length > 0 && (
        <details>
          <summary>{t('way')}</summary>
          <ol className={classes['way']}>
            {unit.steps.map((step) => (
              <li key={`${step.at}${step.event}`}>
                <strong>{t(`events.${step.event as 'send'}`)}</strong> {step.from && <GradeChip grade={step.from} />}{' '}
                {step.to && (
                  <>
                    → <GradeChip grade={step.to} />
                  </>
                )}
                <div className={classes['small']}>
                  {formatMoment(step.at)}, {step.byName}
                </div>
                {step.reason && <div>{step.reason}</div>}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function WithdrawFact({ unit, factId }: { unit: Unit; factId: string }) {
  const t = useTranslations('units')
  const [asked, setAsked] = useState(false)
  const { fetcher, requestId, errors, refusal, busy } = useUnitAct(() => setAsked(false))
  if (!asked) {
    return (
      <Button size="compact-sm" onClick={() => setAsked(true)}>
        {t('fact.withdraw')}
      </Button>
    )
  }
  return (
    <fetcher.Form method="post" className={classes['stack']}>
      <input type="hidden" name="intent" value="withdraw-fact" />
      <input type="hidden" name="caseId" value={unit.caseId} />
      <input type="hidden" name="factId" value={factId} />
      <input type="hidden" name="requestId" value={requestId} />
      <Textarea
        name="reason"
        label={t('reason')}
        autosize
        minRows={1}
        maxLength={500}
        error={errors['reason'] ? t('needed') : undefined}
      />
      {refusal && <UnitRefused refusal={refusal} />}
      <div className={classes['end']}>
        <Button onClick={() => setAsked(false)}>{t('leave')}</Button>
        <Button type="submit" variant="filled" loading={busy}>
          {t('fact.withdraw')}
        </Button>
      </div>
    </fetcher.Form>
  )
}

/** What lies with this organization as the level between: units and cells' files to forward or return. */
function Through({ view }: { view: View }) {
  const t = useTranslations('units')
  const { year } = view
  return (
    <Panel title={t('through')} note={t('through-note')}>
      <ul className={classes['units']}>
        {view.through.map((unit) => (
          <li key={unit.caseId} className={classes['stack']}>
            <div className={classes['end']}>
              <Link to={`/ratings/${year}/organizations/${unit.organizationId}`}>{unit.name}</Link> {unit.subjectName}{' '}
              <FileChip state={unit.state} />
              <UnitLevel unit={unit} />
            </div>
            <ThroughActs unit={unit} />
          </li>
        ))}
        {view.filesThrough.map((file) => (
          <li key={file.organizationId} className={classes['stack']}>
            <div className={classes['end']}>
              {t('file-of', { name: file.name })} <FileChip state={file.state} />
            </div>
            {file.isMine && <FileActs file={file} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function ThroughActs({ unit }: { unit: View['through'][number] }) {
  const t = useTranslations('units')
  const [asked, setAsked] = useState(false)
  if (unit.state !== 'with-intermediate') return null
  return (
    <>
      <UnitMoves unit={{ ...unit, moves: unit.moves.filter((move) => move !== 'withdraw') }} main />
      {unit.mayChangeLevel && (
        <div className={classes['end']}>
          <Button onClick={() => setAsked(true)}>{t('change-level')}</Button>
        </div>
      )}
      {asked && <ChangeLevelDialog unit={unit} close={() => setAsked(false)} />}
    </>
  )
}

function FileActs({ file }: { file: View['filesThrough'][number] }) {
  const t = useTranslations('units')
  const { fetcher, requestId, refusal, busy } = useUnitAct(stay)
  return (
    <fetcher.Form method="post" className={classes['stack']}>
      <input type="hidden" name="cellId" value={file.organizationId} />
      <input type="hidden" name="version" value={file.version} />
      <input type="hidden" name="requestId" value={requestId} />
      <Textarea name="reason" label={t('return-reason')} autosize minRows={1} maxLength={2000} />
      {refusal && <UnitRefused refusal={refusal} />}
      <div className={classes['end']}>
        <Button type="submit" name="intent" value="file-return" loading={busy}>
          {t('moves.return')}
        </Button>
        <Button type="submit" name="intent" value="file-forward" variant="filled" loading={busy}>
          {t('moves.forward')}
        </Button>
      </div>
    </fetcher.Form>
  )
}

const stay = () => undefined
