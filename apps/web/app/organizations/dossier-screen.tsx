import { Button } from '@mantine/core'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { useFormatter, useTranslations } from 'use-intl'
import { Attachments } from '../files/attachments.tsx'
import { OrganizationWatch } from '../monitoring/organization-watch.tsx'
import { StandingObjections } from '../privacy/standing-objections.tsx'
import { PastRatings } from '../ratings/past-ratings.tsx'
import { asOfName } from '../ui/as-of.ts'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { IconHistory } from '../ui/icons.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { PromisesPanel, VisitsPanel } from './charge-panels.tsx'
import classes from './dossier.module.css'
import type { dossierLoader } from './dossier.server.ts'
import { BesideFacts } from './dossier-sides.tsx'
import { LineageFigure } from './lineage-figure.tsx'
import { YearSums } from './year-sums.tsx'

const withSide = (kept: string, side: string) =>
  side === 'party' ? kept : `${kept === '' ? '?' : `${kept}&`}side=${side}`

/** The file of one organization: what it is, who leads it, what stands below it, where it comes from, as of a day. */
export function DossierScreen() {
  const {
    beside,
    day,
    shownOn,
    organization,
    ancestors,
    children,
    predecessors,
    successors,
    versions,
    rating,
    asks,
    objections,
    mayContest,
    watch,
    charge,
    pastRatings,
    yearSums,
  } = useLoaderData<typeof dossierLoader>()
  const t = useTranslations('organizations.dossier')
  const s = useTranslations('organizations.sides')
  const [search] = useSearchParams()
  const asOf = search.get(asOfName)
  const kept = asOf === null ? '' : `?${asOfName}=${encodeURIComponent(asOf)}`
  const { name, code, kindLabel, from, lastDay, endsNever, isAlive } = organization
  const parent = organization.parentName
  return (
    <>
      <PageHead
        crumbs={[
          {
            label: s(`title-${beside.side}`),
            to: `/organizations${withSide(kept, beside.side)}`,
          },
          ...ancestors.map(({ organizationId, name: label, isLinked }) =>
            isLinked ? { label, to: `/organizations/${organizationId}${kept}` } : { label },
          ),
        ]}
        title={name}
        state={
          <>
            {parent === null ? kindLabel : t('kind-under', { kind: kindLabel, parent })}.{' '}
            {t('since', { day: formatDay(from) })}
            {!endsNever && ` ${t('until', { day: formatDay(lastDay) })}`}
          </>
        }
        actions={
          <>
            {asks.readers && (
              <Button component={Link} to={`/organizations/${organization.organizationId}/readers`} variant="default">
                {t('readers')}
              </Button>
            )}
            {asks.review && (
              <Button
                component={Link}
                to={`/rights/review?organization=${organization.organizationId}`}
                variant="default"
              >
                {t('rights')}
              </Button>
            )}
            {rating !== null && (
              <Button component={Link} to={rating.to} variant="default">
                {t('open-rating', { year: String(rating.year) })}
              </Button>
            )}
          </>
        }
      />
      <StandingObjections
        objections={objections}
        contest={mayContest ? { table: 'organization', id: organization.organizationId } : null}
      />
      {!isAlive && (
        <div className={classes['notice']}>
          <Notice
            tone="watch"
            icon={IconHistory}
            title={t(day < from ? 'not-yet' : 'no-more', { day: formatDay(day) })}
          >
            {t('shown-on', { day: formatDay(shownOn) })}
            {day >= from && successors.length > 0 && ` ${t('see-successors')}`}
          </Notice>
        </div>
      )}
      {beside.listed !== null && (
        <div className={classes['notice']}>
          <Notice tone="watch">{s('listed', { source: beside.listed })}</Notice>
        </div>
      )}
      <Coming />
      <Facts code={code} kept={kept} />
      <div className={classes['grid']}>
        {predecessors.length + successors.length > 0 && (
          <div className={classes['wide']}>
            <LineageFigure name={name} code={code} predecessors={predecessors} successors={successors} />
          </div>
        )}
        {!organization.isCell && (
          <div className={children.length > 8 ? classes['wide'] : undefined}>
            <Children kept={kept} />
          </div>
        )}
        <Panel title={t('versions')} note={t('versions-count', { count: versions.length })} flush>
          <DataTable
            label={t('versions')}
            rows={versions}
            rowKey={(version) => version.from}
            columns={[
              { id: 'name', head: t('name'), phone: 'title', cell: (version) => version.name },
              { id: 'code', head: t('code'), cell: (version) => version.code },
              { id: 'kind', head: t('kind'), cell: (version) => version.kindLabel },
              { id: 'from', head: t('from'), cell: (version) => formatDay(version.from) },
              {
                id: 'to',
                head: t('to'),
                cell: (version) => (version.lastDay === null ? t('now') : formatDay(version.lastDay)),
              },
            ]}
          />
        </Panel>
        <OrganizationWatch watch={watch} />
        {charge !== null && (
          <div className={classes['wide']} style={{ display: 'grid', gap: '1rem' }}>
            <VisitsPanel view={charge} named />
            {charge.promises.length > 0 && <PromisesPanel promises={charge.promises} named />}
          </div>
        )}
        <PastRatings ratings={pastRatings} />
        <YearSums years={yearSums} />
        <OrganizationFiles />
      </div>
    </>
  )
}

function OrganizationFiles() {
  const { files } = useLoaderData<typeof dossierLoader>()
  const t = useTranslations('files.records.organization')
  if (files === null) return null
  return (
    <div className={classes['wide']}>
      <Attachments view={files} title={t('title')} help={t('help')} />
    </div>
  )
}

/** What is about to change about this organization. */
function Coming() {
  const { coming } = useLoaderData<typeof dossierLoader>()
  const t = useTranslations('organizations.successions')
  if (coming.length === 0) return null
  return (
    <div className={classes['notice']}>
      <Notice tone="watch" icon={IconHistory} title={t('coming-title')}>
        <ul className={classes['posts']}>
          {coming.map(({ caseId, title, effectiveOn, state }) => (
            <li key={caseId}>
              <Link to={`/successions/${caseId}`}>{t('coming', { title, day: formatDay(effectiveOn) })}</Link>
              <span className={classes['light']}>, {t(`states.${state}`)}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

function Facts({ code, kept }: { code: string; kept: string }) {
  const { organization, below, persons, shownOn, today } = useLoaderData<typeof dossierLoader>()
  const t = useTranslations('organizations.dossier')
  const format = useFormatter()
  const asOf = shownOn === today ? '' : `&${asOfName}=${shownOn}`
  const [head, ...others] = persons?.posts ?? []
  return (
    <dl className={classes['facts']}>
      <div>
        <dt>{t('code')}</dt>
        <dd>{code}</dd>
      </div>
      {organization.sectorLabel !== null && (
        <div>
          <dt>{t('sector')}</dt>
          <dd>{organization.sectorLabel}</dd>
        </div>
      )}
      <BesideFacts kept={kept} />
      {below.map(({ kind, label, count }) => (
        <div key={kind}>
          <dt>{label}</dt>
          <dd>{format.number(count)}</dd>
        </div>
      ))}
      {persons !== null && (
        <div>
          <dt>{t('members')}</dt>
          <dd>
            <Link to={`/members?in=${organization.organizationId}${asOf}`}>{format.number(persons.members)}</Link>
          </dd>
        </div>
      )}
      {persons !== null && (
        <div>
          <dt>{head?.title ?? t('secretary')}</dt>
          <dd>
            {head === undefined ? (
              <MissingValue kind="missing" />
            ) : (
              <>
                <Link to={`/members/${head.memberId}`}>{head.fullName}</Link>
                <span className={classes['light']}>, {t('since-short', { day: formatDay(head.from) })}</span>
              </>
            )}
          </dd>
        </div>
      )}
      {others.length > 0 && (
        <div>
          <dt>{t('posts')}</dt>
          <dd>
            <ul className={classes['posts']}>
              {others.map(({ memberId, fullName, title }) => (
                <li key={`${memberId}-${title}`}>
                  <Link to={`/members/${memberId}`}>{fullName}</Link>
                  <span className={classes['light']}>, {title}</span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  )
}

function Children({ kept }: { kept: string }) {
  const { children } = useLoaderData<typeof dossierLoader>()
  const t = useTranslations('organizations.dossier')
  const format = useFormatter()
  return (
    <Panel title={t('children')} note={t('children-count', { count: children.length })} flush>
      <DataTable
        label={t('children')}
        rows={children}
        rowKey={({ organizationId }) => organizationId}
        columns={[
          {
            id: 'name',
            head: t('name'),
            phone: 'title',
            cell: ({ organizationId, name }) => <Link to={`/organizations/${organizationId}${kept}`}>{name}</Link>,
          },
          { id: 'code', head: t('code'), cell: ({ code }) => code },
          { id: 'kind', head: t('kind'), cell: ({ kindLabel }) => <Chip look="flat">{kindLabel}</Chip> },
          { id: 'sector', head: t('sector'), cell: ({ sectorLabel }) => sectorLabel ?? '–' },
          { id: 'below', head: t('below'), numeric: true, cell: ({ childCount }) => format.number(childCount) },
        ]}
        empty={<EmptyState why={t('no-children')} />}
      />
    </Panel>
  )
}
