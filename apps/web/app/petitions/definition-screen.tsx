import { Button } from '@mantine/core'
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { useConfidence } from '../ui/confidence.ts'
import { DataTable } from '../ui/data-table.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { definitionAction, definitionLoader } from './definition.server.ts'
import { BeginForm, DraftForms } from './definition-forms.tsx'
import { useDefinitionWords } from './definition-words.ts'

export type DefinitionPage = ReturnType<typeof useLoaderData<typeof definitionLoader>>
type Changes = DefinitionPage['published'][number]['changes']

/** The editions of a report form: what stands, what is drafted with everything wrong with it, and what came before. */
export function DefinitionScreen() {
  const page = useLoaderData<typeof definitionLoader>()
  const answer = useActionData<typeof definitionAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.definitions')
  const { say } = useConfidence()
  const r = useTranslations('petitions.reports')
  const { code, forms, standing, published, draft, isEditable, mayDraft } = page
  const latest = published[0]
  return (
    <>
      <PageHead
        crumbs={[{ label: r('title'), to: `/petitions/reports?form=${code}` }]}
        title={t('title')}
        state={t('state')}
      />
      <div className={shared['stack']}>
        <FormAnswer
          room="petitions"
          answer={
            answer && {
              ...answer,
              findings: answer.findings.map(({ code: found, said }) => ({
                code: found,
                said: t(`finding.${found}` as 'finding.NOTHING_CHANGED', { at: said }),
              })),
            }
          }
          done={search.get('done')}
        />
        <nav aria-label={t('forms')} className={shared['views']}>
          {forms.map((form) => (
            <Link
              key={form.code}
              to={`/petitions/reports/definitions?form=${form.code}`}
              aria-current={form.code === code ? 'page' : undefined}
            >
              {form.number}
            </Link>
          ))}
        </nav>
        {isEditable ? (
          <Notice tone="info" title={t('unconfirmed-why')} />
        ) : (
          <Notice tone="info" title={t('confirmed-title')}>
            {t('confirmed-why', { document: standing.basis.document, confidence: say(standing.basis.confidence) })}
          </Notice>
        )}
        {draft && <Draft page={page} draft={draft} />}
        {mayDraft && isEditable && !draft && (
          <Panel title={t('begin')} note={t('begin-none')} flush>
            <BeginForm page={page} answer={answer} />
          </Panel>
        )}
        <Panel
          title={`${standing.number}. ${standing.title}`}
          note={`${t('standing', { edition: standing.edition })}, ${
            latest ? t('edition-of', { by: latest.by, day: formatDay(latest.day) }) : t('edition-first')
          }`}
          flush
        >
          <Columns label={standing.title} cells={standing.cells} />
        </Panel>
        {published.length > 0 && (
          <Panel title={t('history')}>
            <ul className={shared['list']}>
              {published.map(({ number, by, day, basis, changes }) => (
                <li key={number}>
                  {t('history-one', { number, by, day: formatDay(day), basis })}
                  <ChangeList changes={changes} />
                </li>
              ))}
              <li>{t('history-first')}</li>
            </ul>
          </Panel>
        )}
      </div>
    </>
  )
}

function Draft({ page, draft }: { page: DefinitionPage; draft: NonNullable<DefinitionPage['draft']> }) {
  const answer = useActionData<typeof definitionAction>()
  const t = useTranslations('petitions.definitions')
  return (
    <>
      <Panel title={t('draft', { number: draft.number, replaces: draft.replaces })}>
        <div className={shared['stack']}>
          <p className={shared['light']}>{t('drafted-by', { by: draft.by, basis: draft.basis })}</p>
          {draft.findings.length === 0 ? (
            <Notice tone="ok" title={t('ready')} />
          ) : (
            <Notice tone="watch" title={t('not-ready', { count: draft.findings.length })}>
              <ul className={shared['list']}>
                {draft.findings.map(({ code, at }) => (
                  <li key={`${code} ${at}`}>{t(`finding.${code}`, { at })}</li>
                ))}
              </ul>
            </Notice>
          )}
          <section aria-label={t('changes', { number: draft.replaces })}>
            <strong>{t('changes', { number: draft.replaces })}</strong>
            {draft.changes.length === 0 ? (
              <p className={shared['light']}>{t('no-changes')}</p>
            ) : (
              <ChangeList changes={draft.changes} />
            )}
          </section>
        </div>
      </Panel>
      <Panel title={t('columns')} flush>
        <Columns label={t('columns')} cells={draft.layout.cells} isDraft={page.mayDraft} />
        <DraftForms page={page} draft={draft} answer={answer} />
      </Panel>
    </>
  )
}

function ChangeList({ changes }: { changes: Changes }) {
  const t = useTranslations('petitions.definitions')
  return (
    <ul className={shared['list']}>
      {changes.map(({ code, before, after }) => (
        <li key={`${code} ${before} ${after}`}>{t(`change.${code}`, { before, after })}</li>
      ))}
    </ul>
  )
}

/** The columns of a layout: head, what is counted in words, what it must equal. */
function Columns({
  label,
  cells,
  isDraft = false,
}: {
  label: string
  cells: DefinitionPage['standing']['cells']
  isDraft?: boolean
}) {
  const { code } = useLoaderData<typeof definitionLoader>()
  const t = useTranslations('petitions.definitions')
  const words = useDefinitionWords()
  return (
    <DataTable
      label={label}
      compact
      rows={cells}
      rowKey={({ n }) => n}
      columns={[
        { id: 'n', head: t('column'), width: '4rem', phone: 'line', cell: ({ n }) => n },
        { id: 'head', head: t('head'), phone: 'title', cell: ({ head }) => head || '…' },
        {
          id: 'counts',
          head: t('counts'),
          phone: 'line',
          cell: ({ cell, isTotal }) => (isTotal ? `${words.cell(cell)}, ${t('total')}` : words.cell(cell)),
        },
        { id: 'formula', head: t('formula'), phone: 'line', cell: ({ formula }) => formula || '–' },
        ...(isDraft
          ? [
              {
                id: 'edit',
                head: t('edit-head'),
                phone: 'line' as const,
                cell: ({ n }: (typeof cells)[number]) => (
                  <Button
                    component={Link}
                    variant="subtle"
                    size="compact-sm"
                    to={`/petitions/reports/definitions?form=${code}&column=${n.slice(1)}#column`}
                  >
                    {t('edit', { column: n })}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}
