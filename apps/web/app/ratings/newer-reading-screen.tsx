import { Button } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { newerReadingAction, newerReadingLoader } from './newer-reading.server.ts'
import { useOptionWords } from './overlay-words.ts'
import classes from './own-rules.module.css'

/** A year open across a change of law: what moved in its rules, whom that would move and why, before anybody is moved. */
export function NewerReadingScreen() {
  const { year, says, openedWith, readOn, changes } = useLoaderData<typeof newerReadingLoader>()
  const answer = useActionData<typeof newerReadingAction>()
  const t = useTranslations('rules')
  const words = useOptionWords()
  return (
    <>
      <PageHead
        crumbs={[
          { label: t('reading.year', { year: String(year) }), to: `/ratings/${year}` },
          { label: t('reading.crumb') },
        ]}
        title={t('reading.title', { year: String(year) })}
        state={readOn === null ? says : t('reading.state', { says, day: formatDay(readOn) })}
      />
      <div className={classes['stack']}>
        {answer?.refusal && <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)} />}
        <Notice tone="info">{t('reading.nothing-moves', { says: openedWith })}</Notice>
        <RuleMoves />
        {changes.length > 0 && (
          <Panel title={t('reading.choices')} note={t('changes-count', { count: changes.length })} flush>
            <DataTable
              label={t('reading.choices')}
              rows={changes}
              rowKey={({ kind, path }) => `${kind} ${path}`}
              columns={[
                { id: 'what', head: t('what'), phone: 'title', cell: ({ kind, path }) => words.name(kind, path) },
                { id: 'before', head: t('reading.before'), cell: ({ kind, before }) => words.value(kind, before) },
                { id: 'after', head: t('reading.after'), cell: ({ kind, after }) => words.value(kind, after) },
              ]}
            />
          </Panel>
        )}
        <WhoMoves />
      </div>
    </>
  )
}

type View = ReturnType<typeof useLoaderData<typeof newerReadingLoader>>
type Effect = View['rules'][number]['before'][number]

function RuleMoves() {
  const { rules } = useLoaderData<typeof newerReadingLoader>()
  const t = useTranslations('rules.reading')
  const say = useEffectWords()
  const effects = (all: readonly Effect[]) => (all.length === 0 ? t('no-effect') : all.map(say).join('; '))
  return (
    <Panel title={t('rules')} note={t('rules-count', { count: rules.length })} flush>
      <DataTable
        label={t('rules')}
        rows={rules}
        rowKey={({ key }) => key}
        empty={<EmptyState why={t('no-rules')} />}
        columns={[
          { id: 'name', head: t('rule'), phone: 'title', cell: ({ name }) => name },
          { id: 'whom', head: t('whom'), cell: ({ whom }) => whom },
          { id: 'before', head: t('before'), cell: ({ before }) => effects(before) },
          { id: 'after', head: t('after'), cell: ({ after }) => <strong>{effects(after)}</strong> },
        ]}
      />
    </Panel>
  )
}

/** What a rule does, as a sentence's part. */
function useEffectWords() {
  const t = useTranslations('rules.reading')
  const format = useFormatter()
  return ({ does, level, threshold, onlyLinked, leftTo }: Effect): string => {
    const shown = threshold && {
      operator: t(`operators.${operatorKeys[threshold.operator]}`),
      value: format.number(Number(threshold.value), threshold.isShare ? { style: 'percent' } : {}),
    }
    return [
      level === null ? t(`does.${does}`) : t(`does-level.${does}`, { level }),
      ...(shown ? [t('threshold', shown)] : []),
      ...(onlyLinked ? [t('only-linked')] : []),
      ...(leftTo === '' ? [] : [t('left-to', { facts: leftTo })]),
    ].join(', ')
  }
}

const operatorKeys = { '>=': 'from', '>': 'over', '<': 'under', '<=': 'up-to', '=': 'equal' } as const

function WhoMoves() {
  const { simulations, lastTriedAt, moves, mayTry, requestId } = useLoaderData<typeof newerReadingLoader>()
  const t = useTranslations('rules')
  const format = useFormatter()
  const busy = useNavigation().state !== 'idle'
  return (
    <Panel
      title={t('reading.who-moves')}
      note={lastTriedAt === null ? undefined : t('reading.tried-at', { at: formatMoment(lastTriedAt) })}
    >
      <p className={classes['small']}>{t(lastTriedAt === null ? 'reading.not-tried' : 'reading.tried')}</p>
      {mayTry && (
        <Form method="post" className={classes['row']} style={{ marginTop: '0.75rem' }}>
          <input type="hidden" name="requestId" value={requestId} />
          <Button type="submit" variant={lastTriedAt === null ? 'filled' : 'default'} disabled={busy}>
            {t('reading.try')}
          </Button>
        </Form>
      )}
      {simulations.length > 0 && (
        <ul className={classes['list']}>
          {simulations.map(({ id, cases, moved, simulatedAt }) => (
            <li key={id}>
              <Link to={`/ratings/simulations/${id}`}>
                {t('reading.trial', { moved: format.number(moved), cases: format.number(cases) })}
              </Link>{' '}
              {formatMoment(simulatedAt)}
            </li>
          ))}
        </ul>
      )}
      {moves.length > 0 && (
        <DataTable
          label={t('who-moved')}
          rows={moves}
          rowKey={({ caseId }) => caseId}
          columns={[
            { id: 'name', head: t('person'), phone: 'title', cell: ({ fullName }) => fullName },
            { id: 'before', head: t('reading.before'), cell: (row) => row.before },
            { id: 'after', head: t('reading.after'), cell: (row) => row.after },
            { id: 'why', head: t('rule'), cell: (row) => row.reasons.join('; ') },
          ]}
        />
      )}
    </Panel>
  )
}
