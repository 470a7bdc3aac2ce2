import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterButtons } from '../ui/filter-buttons.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { SaidResult, StandingChip, TargetAnswer } from './target-parts.tsx'
import type { targetsAction, targetsLoader } from './targets.server.ts'

/** The targets of the resolution and of the socio-economic plan: how each stands, what it lacks, and the form that enters one. */
export function TargetsScreen() {
  const { targets, all, counts, asked, mayEnter } = useLoaderData<typeof targetsLoader>()
  const answer = useActionData<typeof targetsAction>()
  const t = useTranslations('targets')
  const lacks = targets.flatMap((one) => one.lacks)
  const late = counts.reduce(
    (sum, { standing, count }) => (['behind', 'missed'].includes(standing) ? sum + count : sum),
    0,
  )
  return (
    <>
      <PageHead
        crumbs={[{ label: t('back'), to: '/reports/reviews' }]}
        title={t('title')}
        state={t('state', { count: all, late })}
      />
      <div className={shared['stack']}>
        <TargetAnswer answer={answer} done={null} />
        {lacks.length > 0 && (
          <Notice tone="watch" title={t('lacks', { count: lacks.length })}>
            <ul>
              {lacks.map((said) => (
                <li key={said}>{said}</li>
              ))}
            </ul>
          </Notice>
        )}
        <Panel title={t('list')} note={t('list-note')}>
          <div className={shared['stack']}>
            <FilterButtons
              name="standing"
              label={t('by-standing')}
              choices={[
                { value: null, label: t('all'), count: all },
                ...counts.map(({ standing, label, count }) => ({ value: standing, label, count })),
              ]}
            />
            <DataTable
              label={t('list')}
              rows={targets}
              rowKey={({ targetId }) => targetId}
              tone={({ standing, struckOn }) => (struckOn === null && standing === 'missed' ? 'red' : undefined)}
              empty={<EmptyState why={t(asked !== null ? 'none-chosen' : mayEnter ? 'none' : 'none-reader')} />}
              columns={[
                {
                  id: 'target',
                  head: t('target'),
                  phone: 'title',
                  cell: ({ targetId, wording, struckOn }) => (
                    <>
                      <Link to={`/reports/targets/${targetId}`}>{wording}</Link>{' '}
                      {struckOn !== null && <Chip look="grey">{t('struck')}</Chip>}
                    </>
                  ),
                },
                { id: 'of', head: t('source'), cell: ({ planWord, source }) => `${planWord}: ${source}` },
                {
                  id: 'wanted',
                  head: t('wanted'),
                  cell: ({ bound, wanted, unit, dueYear }) =>
                    t(`wanted-of.${bound}`, {
                      figure: `${wanted.toLocaleString('vi-VN')} ${unit}`,
                      year: String(dueYear),
                    }),
                },
                {
                  id: 'result',
                  head: t('newest'),
                  cell: ({ newest, unit }) =>
                    newest.length === 0 ? (
                      <MissingValue kind="missing" />
                    ) : (
                      <ul className={shared['list']}>
                        {newest.map((one) => (
                          <li key={`${one.source} ${one.cutOff}`}>
                            {one.year}: <SaidResult {...one} unit={unit} />
                          </li>
                        ))}
                      </ul>
                    ),
                },
                { id: 'tasks', head: t('tasks-count'), numeric: true, cell: ({ tasks }) => tasks },
                { id: 'standing', head: t('standing'), cell: (target) => <StandingChip {...target} /> },
              ]}
            />
          </div>
        </Panel>
        {mayEnter && <NewTarget key={all} />}
      </div>
    </>
  )
}

function NewTarget() {
  const { plans, bounds, confidences, columns, documents, level, year, requestId } =
    useLoaderData<typeof targetsLoader>()
  const answer = useActionData<typeof targetsAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('targets')
  const field = (name: string, first = '') => ({
    name,
    defaultValue: answer?.typed[name] ?? first,
    error: answer?.wrong.includes(name) ? t(`wrong.${name === 'dueYear' ? 'years' : 'field'}`) : undefined,
  })
  return (
    <Panel title={t('new')} note={t('new-note')}>
      <Form method="post" className={shared['stack']} noValidate>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="organizationId" value={level?.organizationId} />
        <div className={shared['fields']}>
          <div className={shared['whole']}>
            <Textarea {...field('wording')} label={t('target')} autosize minRows={2} />
          </div>
          <NativeSelect {...field('plan')} label={t('plan')} data={plans} />
          <NativeSelect
            {...field('directiveId')}
            label={t('document')}
            data={[{ value: '', label: t('no-document') }, ...documents]}
          />
          <div className={shared['whole']}>
            <TextInput {...field('source')} label={t('cited')} description={t('cited-note')} />
          </div>
          <NativeSelect {...field('confidence', 'S')} label={t('confidence')} data={confidences} />
          <TextInput {...field('unit')} label={t('unit')} description={t('unit-note')} />
          <TextInput {...field('base')} label={t('base')} inputMode="decimal" />
          <TextInput {...field('baseYear', String(year - 1))} label={t('base-year')} inputMode="numeric" />
          <NativeSelect
            {...field('bound')}
            label={t('bound')}
            data={bounds.map((value) => ({ value, label: t(`bounds.${value}`) }))}
          />
          <TextInput {...field('wanted')} label={t('figure')} inputMode="decimal" />
          <TextInput {...field('dueYear', String(year + 4))} label={t('due-year')} inputMode="numeric" />
          <NativeSelect
            {...field('counted')}
            label={t('counted')}
            description={t('counted-note')}
            data={[{ value: '', label: t('not-counted') }, ...columns]}
          />
        </div>
        <div className={shared['end']}>
          <Button type="submit" loading={busy}>
            {t('enter')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
