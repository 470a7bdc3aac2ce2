import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { directionsAction, directionsLoader } from './directions.server.ts'
import { DirectionDue } from './directions-panel.tsx'

type Page = ReturnType<typeof useLoaderData<typeof directionsLoader>>

/** Every direction the unit gave or owes, what is due first; and the unit's own term of the party track. */
export function DirectionsScreen() {
  const page = useLoaderData<typeof directionsLoader>()
  const answer = useActionData<typeof directionsAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.directions')
  const { directions, unit } = page
  const open = directions.filter(({ state }) => state !== 'closed')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('register'), to: '/petitions' }]}
        title={t('title')}
        state={t('sums', { unit, open: open.length, late: directions.filter(({ isLate }) => isLate).length })}
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        <Panel title={t('all')} note={t('note')} flush>
          {directions.length === 0 ? (
            <EmptyState why={t('empty')} />
          ) : (
            <DataTable
              label={t('all')}
              rows={directions}
              rowKey={({ directionId }) => directionId}
              columns={[
                {
                  id: 'what',
                  head: t('what'),
                  phone: 'title',
                  cell: ({ directionId, content }) => (
                    <Link to={`/petitions/directions/${directionId}`}>{content.slice(0, 140)}</Link>
                  ),
                },
                { id: 'paper', head: t('paper'), cell: ({ petitionCode }) => petitionCode },
                { id: 'owed', head: t('owed'), cell: ({ owedByName }) => owedByName },
                { id: 'due', head: t('due'), cell: (one) => <DirectionDue direction={one} /> },
                {
                  id: 'state',
                  head: t('state'),
                  cell: ({ state }) => <Chip look="accentEdge">{t(`states.${state}`)}</Chip>,
                },
                { id: 'given', head: t('given'), cell: ({ givenByName }) => givenByName },
              ]}
            />
          )}
        </Panel>
        <Terms page={page} answer={answer} />
      </div>
    </>
  )
}

function Terms({
  page: { terms, maySet, requestId, tomorrow },
  answer,
}: {
  page: Page
  answer: ReturnType<typeof useActionData<typeof directionsAction>>
}) {
  const t = useTranslations('petitions.directions')
  const busy = useNavigation().state !== 'idle'
  const typed = answer?.typed ?? {}
  const wrong = (name: string) => (answer?.wrong.includes(name) ? t('wrong') : undefined)
  const unit = (code: string) => (code === 'WD' ? t('unit-wd') : t('unit-cd'))
  return (
    <Panel title={t('term')} note={t('term-note')} flush>
      {terms.length === 0 ? (
        <EmptyState why={t('no-term')} />
      ) : (
        <DataTable
          label={t('term')}
          rows={terms}
          rowKey={({ validFrom }) => validFrom}
          columns={[
            {
              id: 'quantity',
              head: t('quantity'),
              phone: 'title',
              cell: ({ quantity, unit: code }) => `${quantity} ${unit(code)}`,
            },
            { id: 'from', head: t('valid-from'), cell: ({ validFrom }) => formatDay(validFrom) },
            { id: 'basis', head: t('basis'), cell: ({ basis }) => basis },
            { id: 'by', head: t('set-by'), cell: ({ setByName }) => setByName },
          ]}
        />
      )}
      {maySet && (
        <details className={shared['act']} open={answer ? true : undefined}>
          <summary>{t('set-term')}</summary>
          <Form method="post" noValidate>
            <input type="hidden" name="requestId" value={requestId} />
            <div className={shared['fields']}>
              <TextInput
                name="quantity"
                label={t('quantity')}
                inputMode="numeric"
                defaultValue={typed['quantity'] ?? ''}
                error={wrong('quantity')}
              />
              <NativeSelect
                name="unit"
                label={t('unit')}
                defaultValue={typed['unit'] ?? 'WD'}
                data={['WD', 'CD'].map((value) => ({ value, label: unit(value) }))}
              />
              <TextInput name="basis" label={t('basis')} defaultValue={typed['basis'] ?? ''} error={wrong('basis')} />
              <DayInput
                name="validFrom"
                label={t('valid-from')}
                defaultValue={typed['validFrom'] ?? formatDay(tomorrow)}
                error={wrong('validFrom')}
              />
            </div>
            <div className={shared['end']}>
              <Button type="submit" variant="default" loading={busy}>
                {t('set-term')}
              </Button>
            </div>
          </Form>
        </details>
      )}
    </Panel>
  )
}
