import { Button } from '@mantine/core'
import { type CaseEvent, enforcementItems } from '@nq15/domain/petitions'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActFields, useOption } from './act-fields.tsx'
import { caseForms, choicesFor } from './act-forms.ts'
import { ActsPanel } from './acts-panel.tsx'
import type { caseAction, caseLoader } from './case.server.ts'
import { ClockPanel } from './clock-panel.tsx'
import { RenditionCopies } from './rendition-copies.tsx'
import { StepHistory } from './step-history.tsx'

type Page = ReturnType<typeof useLoaderData<typeof caseLoader>>

/** One matter: where it stands, its terms with why, what is to be enforced, what comes next, and everything that was done. */
export function CaseScreen() {
  const page = useLoaderData<typeof caseLoader>()
  const answer = useActionData<typeof caseAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.case')
  const k = useTranslations('petitions.kind')
  const s = useTranslations('petitions.case-state')
  const option = useOption()
  const { matter } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('register'), to: '/petitions' }]}
        title={t('title', { kind: k(matter.kind), code: matter.code })}
        state={
          <>
            <Chip look="accentEdge">{s(matter.state)}</Chip> {matter.title}
          </>
        }
        actions={page.forms.map((form) => (
          <Button key={form} component="a" href={`/petitions/cases/${matter.caseId}/${form}.docx`} variant="default">
            {option('form', form)}
          </Button>
        ))}
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        <div className={shared['two']}>
          <div className={shared['stack']}>
            <Facts page={page} />
            <TeamPapers page={page} />
            <Enforcement page={page} />
            <ActsPanel
              offered={page.offered}
              answer={answer}
              frame={{ requestId: page.requestId, version: matter.version }}
              fieldsOf={(event, typed, wrong) => (
                <ActFields
                  fields={caseForms[event as CaseEvent]}
                  typed={typed}
                  wrong={wrong}
                  today={page.today}
                  codesOf={(field) => choicesFor(matter.kind, field)}
                />
              )}
            />
            <StepHistory steps={page.steps} />
          </div>
          <ClockPanel clocks={page.clocks} title={t('terms')} />
        </div>
      </div>
    </>
  )
}

function Facts({ page: { matter, papers } }: { page: Page }) {
  const t = useTranslations('petitions.case')
  const option = useOption()
  const { facts } = matter
  const missing = <MissingValue kind="missing" />
  const day = (value: string | null) => (value === null ? missing : formatDay(value))
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [
      t('fact.accepted'),
      `${facts.acceptedNumber}, ${formatDay(facts.acceptedOn)}, ${option('instance', facts.instance)}`,
    ],
    [t('fact.respondent'), matter.respondent || missing],
    [
      t('fact.complex'),
      facts.complexDocument === ''
        ? t('ordinary')
        : `${facts.criteria.map((one) => option('criteria', one)).join('; ')} (${facts.complexDocument})`,
    ],
    [t('fact.team'), facts.team || missing],
    ...(matter.kind === 'denunciation'
      ? [
          [t('fact.notified'), day(facts.notifiedOn)] as const,
          [
            t('fact.extensions'),
            facts.extensions.length === 0
              ? t('none')
              : facts.extensions.map(({ days, number }) => t('extension', { days, number })).join('; '),
          ] as const,
        ]
      : [
          [
            t('fact.dialogue'),
            facts.dialogue === null
              ? missing
              : `${formatDay(facts.dialogue.onDay)}${facts.dialogue.wasAbsent ? `, ${t('absent')}` : ''}`,
          ] as const,
        ]),
    [
      t('fact.outcome'),
      facts.outcome === null
        ? missing
        : `${option('outcome', facts.outcome)}, ${facts.decidedNumber}, ${formatDay(facts.decidedOn ?? matter.lastOn)}`,
    ],
    [t('fact.sent'), day(facts.sentOn)],
    [
      t('fact.published'),
      facts.publishedOn === null ? missing : `${formatDay(facts.publishedOn)}, ${facts.publishedHow}`,
    ],
    ...(facts.terminated === '' ? [] : [[t('fact.terminated'), option('termination', facts.terminated)] as const]),
    [
      t('fact.papers'),
      <ul key="papers" className={shared['list']}>
        {papers.map(({ petitionId, code, receivedOn, sender }) => (
          <li key={petitionId}>
            <Link to={`/petitions/${petitionId}`}>{code}</Link>, {formatDay(receivedOn)}, {sender || t('nobody')}
          </li>
        ))}
      </ul>,
    ],
  ]
  return (
    <Panel title={t('facts')}>
      <dl className={shared['facts']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** What the verification team gets: covered copies, or who still owes one. */
function TeamPapers({ page: { renditions, papers } }: { page: Page }) {
  const t = useTranslations('petitions.renditions')
  if (renditions === null) return null
  return (
    <Panel title={t('team')} note={t('team-note')}>
      {renditions.length === 0 && <EmptyState why={t('team-none')} />}
      <dl className={shared['facts']}>
        {renditions.map((paper) => {
          const of = papers.find(({ petitionId }) => petitionId === paper.petitionId)
          return (
            <div key={paper.paperId}>
              <dt>{t('team-line', { code: of?.code ?? '', number: paper.number, kind: t(`kind.${paper.kind}`) })}</dt>
              <dd>
                <RenditionCopies paper={paper} owedBy={of?.handlerName ?? ''} />
              </dd>
            </div>
          )
        })}
      </dl>
      <ul className={shared['list']}>
        {papers.map(({ petitionId, code }) => (
          <li key={petitionId}>
            <Link to={`/petitions/papers/${petitionId}`}>{t('manage', { code })}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Enforcement({ page: { matter } }: { page: Page }) {
  const t = useTranslations('petitions.case')
  const option = useOption()
  const format = useFormatter()
  const { due, done, executor, executionNumber } = matter.facts
  const rows = enforcementItems.filter((item) => due[item] !== undefined)
  if (rows.length === 0) return null
  return (
    <Panel title={t('enforcement')} note={`${executor}, ${executionNumber}`} flush>
      <DataTable
        label={t('enforcement')}
        rows={rows}
        rowKey={(item) => item}
        columns={[
          { id: 'item', head: t('item'), phone: 'title', cell: (item) => option('item', item) },
          { id: 'due', head: t('due'), numeric: true, cell: (item) => format.number(due[item] ?? 0) },
          { id: 'done', head: t('done'), numeric: true, cell: (item) => format.number(done[item] ?? 0) },
        ]}
      />
    </Panel>
  )
}
