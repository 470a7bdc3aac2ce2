import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { asOfName } from '../ui/as-of.ts'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { areaLoader } from './area.server.ts'
import classes from './areas.module.css'
import { AssignmentPanel, ChangeForm, Field } from './assignment-panel.tsx'
import type { FormRefused } from './assignments.server.ts'

/** One area: the bodies that answer for it, who is in charge, residents, villages, where it comes from. */
export function AreaScreen() {
  const { area, bodies, lineage, assignments, assignmentKinds } = useLoaderData<typeof areaLoader>()
  const t = useTranslations('organizations.area')
  const [search] = useSearchParams()
  const asOf = search.get(asOfName)
  const kept = asOf === null ? '' : `?${asOfName}=${encodeURIComponent(asOf)}`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('areas'), to: `/areas${kept}` }]}
        title={area.name}
        state={
          <>
            {t('state', { kind: area.kindLabel, code: area.code, day: formatDay(area.from) })}
            {area.lastDay !== null && ` ${t('until', { day: formatDay(area.lastDay) })}`}
            {area.parentName !== null && ` ${t('within', { parent: area.parentName })}`}
          </>
        }
      />
      <div className={classes['grid']}>
        <Panel title={t('bodies')} note={t('bodies-note')}>
          {bodies.length === 0 ? (
            <EmptyState why={t('no-bodies')} />
          ) : (
            <dl className={classes['bodies']}>
              {bodies.map(({ organizationId, side, name, isLinked }) => (
                <div key={organizationId}>
                  <dt>{t(`sides.${side}`)}</dt>
                  <dd>{isLinked ? <Link to={`/organizations/${organizationId}${kept}`}>{name}</Link> : name}</dd>
                </div>
              ))}
            </dl>
          )}
        </Panel>
        {area.isCommune && <Residents />}
        {area.isCommune && assignments !== null && (
          <div className={classes['wide']}>
            <AssignmentPanel view={assignments} kinds={assignmentKinds} />
          </div>
        )}
        {area.isCommune && (
          <div className={classes['wide']}>
            <Villages />
          </div>
        )}
        {lineage.length > 0 && (
          <div className={classes['wide']}>
            <Panel title={t('lineage')} note={t('lineage-note')} flush>
              <DataTable
                label={t('lineage')}
                rows={lineage}
                rowKey={({ way, organizationId }) => `${way} ${organizationId}`}
                columns={[
                  {
                    id: 'name',
                    head: t('name'),
                    phone: 'title',
                    cell: ({ code, name, opensOn }) => <Link to={`/areas/${code}?${asOfName}=${opensOn}`}>{name}</Link>,
                  },
                  { id: 'code', head: t('code'), cell: ({ code }) => code },
                  { id: 'way', head: t('way'), cell: ({ way }) => t(`ways.${way}`) },
                  { id: 'act', head: t('act'), cell: ({ actLabel, day }) => `${actLabel}, ${formatDay(day)}` },
                  {
                    id: 'part',
                    head: t('part'),
                    cell: ({ isPartly }) => (
                      <Chip look={isPartly ? 'dashed' : 'flat'}>{t(isPartly ? 'partly' : 'whole')}</Chip>
                    ),
                  },
                  { id: 'decision', head: t('decision'), cell: ({ decision }) => decision.number },
                ]}
              />
            </Panel>
          </div>
        )}
      </div>
    </>
  )
}

function Residents() {
  const { residents, mayKeep, requestIds, today } = useLoaderData<typeof areaLoader>()
  const refused = useActionData<FormRefused>()
  const own = refused?.intent === 'residents' ? refused : undefined
  const t = useTranslations('organizations.area')
  const format = useFormatter()
  return (
    <Panel title={t('residents')} flush>
      <DataTable
        label={t('residents')}
        rows={residents}
        rowKey={({ residentsId }) => residentsId}
        columns={[
          { id: 'year', head: t('year'), phone: 'title', cell: ({ year }) => String(year) },
          { id: 'residents', head: t('count'), numeric: true, cell: (row) => format.number(row.residents) },
          { id: 'source', head: t('source'), cell: ({ source }) => source },
        ]}
        empty={<EmptyState why={t('no-residents')} />}
      />
      {mayKeep && (
        <ChangeForm
          intent="residents"
          title={t('enter-residents')}
          submit={t('save')}
          requestId={requestIds.residents}
          refused={own}
        >
          <Field name="year" refused={own} label={t('year')} initial={today.slice(0, 4)} />
          <Field name="residents" refused={own} label={t('count')} />
          <Field name="source" refused={own} label={t('source')} help={t('source-help')} />
        </ChangeForm>
      )}
    </Panel>
  )
}

function Villages() {
  const { neighbourhoods, neighbourhoodKinds, cells, mayKeep, requestIds } = useLoaderData<typeof areaLoader>()
  const refused = useActionData<FormRefused>()
  const own = refused?.intent === 'neighbourhood' ? refused : undefined
  const t = useTranslations('organizations.area')
  return (
    <Panel title={t('villages')} note={t('villages-count', { count: neighbourhoods.length })} flush>
      <DataTable
        label={t('villages')}
        rows={neighbourhoods}
        rowKey={({ neighbourhoodId }) => neighbourhoodId}
        columns={[
          { id: 'name', head: t('name'), phone: 'title', cell: ({ name }) => name },
          { id: 'kind', head: t('kind'), cell: ({ kindLabel }) => kindLabel },
          {
            id: 'cells',
            head: t('cells'),
            cell: (row) =>
              row.cells.length === 0
                ? t('no-cell')
                : row.cells.map(({ organizationId, name }, at) => (
                    <span key={organizationId}>
                      {at > 0 && ', '}
                      {mayKeep ? <Link to={`/organizations/${organizationId}`}>{name}</Link> : name}
                    </span>
                  )),
          },
          { id: 'from', head: t('from'), cell: ({ validFrom }) => formatDay(validFrom) },
          ...(mayKeep
            ? [
                {
                  id: 'change',
                  head: t('change'),
                  cell: ({ neighbourhoodId, version, cells: tied, name }: (typeof neighbourhoods)[number]) => (
                    <details>
                      <summary aria-label={t('change-of', { name })}>{t('change')}</summary>
                      <Form method="post" preventScrollReset>
                        <input type="hidden" name="intent" value="cells" />
                        <input type="hidden" name="requestId" value={requestIds.cells} />
                        <input type="hidden" name="neighbourhoodId" value={neighbourhoodId} />
                        <div className={classes['cells']}>
                          {cells.map((cell) => (
                            <Checkbox
                              key={cell.organizationId}
                              name="cellIds"
                              value={cell.organizationId}
                              label={cell.name}
                              defaultChecked={tied.some(({ organizationId }) => organizationId === cell.organizationId)}
                            />
                          ))}
                        </div>
                        <Button type="submit" variant="default">
                          {t('save-cells')}
                        </Button>
                      </Form>
                      <Form method="post" preventScrollReset>
                        <input type="hidden" name="intent" value="end-neighbourhood" />
                        <input type="hidden" name="requestId" value={requestIds.cells} />
                        <input type="hidden" name="neighbourhoodId" value={neighbourhoodId} />
                        <input type="hidden" name="version" value={version} />
                        <Button type="submit" variant="default">
                          {t('end-village')}
                        </Button>
                      </Form>
                    </details>
                  ),
                },
              ]
            : []),
        ]}
        empty={<EmptyState why={t('no-villages')} />}
      />
      {mayKeep && (
        <ChangeForm
          intent="neighbourhood"
          title={t('add-village')}
          submit={t('save')}
          requestId={requestIds.neighbourhood}
          refused={own}
        >
          <Field name="name" refused={own} label={t('name')} />
          <NativeSelect
            name="kind"
            label={t('kind')}
            data={neighbourhoodKinds.map(({ value, label }) => ({ value, label }))}
            defaultValue={own?.typed['kind'] ?? 'residential-group'}
          />
          <NativeSelect
            name="cellIds"
            label={t('cells')}
            data={[
              { value: '', label: t('no-cell') },
              ...cells.map((cell) => ({ value: cell.organizationId, label: cell.name })),
            ]}
            defaultValue={own?.typed['cellIds'] ?? ''}
          />
        </ChangeForm>
      )}
    </Panel>
  )
}
