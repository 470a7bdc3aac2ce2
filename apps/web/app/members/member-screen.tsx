import { Button } from '@mantine/core'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { StandingObjections } from '../privacy/standing-objections.tsx'
import { PastRatings } from '../ratings/past-ratings.tsx'
import { Chip } from '../ui/chip.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { GradeChip } from '../ui/grade-chip.tsx'
import { MissingValue } from '../ui/missing-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import type { memberLoader, ownMemberLoader } from './member.server.ts'
import { MemberDisciplines } from './member-disciplines.tsx'
import classes from './members.module.css'
import { SightNotice } from './sight-notice.tsx'

/** A member's file: who he is, where he belongs and belonged, posts, statuses, discipline, levels of the years. */
export function MemberScreen() {
  const { isOwn, member, cell, ownCase, posts, sight, memberId, objections, pastRatings } = useLoaderData<
    typeof memberLoader | typeof ownMemberLoader
  >()
  const t = useTranslations('members.file')
  const held = posts.filter((post) => post.stands).map(({ title }) => title)
  return (
    <>
      <PageHead
        crumbs={isOwn ? [] : [{ label: t('members'), to: '/members' }, ...(cell ? [cellCrumb(cell)] : [])]}
        title={member.fullName}
        state={
          <>
            {[held.join(', '), cell?.name].filter(Boolean).join(', ')}{' '}
            <Chip look={member.isActive ? 'flat' : 'watch'}>{member.statusLabel}</Chip>
          </>
        }
        actions={
          ownCase !== null && (
            <Button component={Link} to={ownCase.to}>
              {t(isOwn ? 'open-own-case' : 'open-case', { year: String(ownCase.year) })}
            </Button>
          )
        }
      />
      {sight !== null && <SightNotice sight={sight} />}
      <StandingObjections objections={objections} contest={isOwn ? { table: 'member', id: memberId } : null} />
      <div className={classes['grid']}>
        <div className={classes['column']}>
          <Identity />
          <Life />
        </div>
        <div className={classes['column']}>
          <Ratings />
          <PastRatings ratings={pastRatings} />
          <MemberDisciplines />
        </div>
      </div>
      <p className={classes['light']} style={{ paddingTop: '1rem' }}>
        {t(isOwn ? 'own-note' : 'read-note')}
      </p>
    </>
  )
}

function cellCrumb({ name, organizationId, isLinked }: { name: string; organizationId: string; isLinked: boolean }) {
  return isLinked ? { label: name, to: `/members?in=${organizationId}` } : { label: name }
}

const useFile = () => useLoaderData<typeof memberLoader | typeof ownMemberLoader>()

function Identity() {
  const { member, cell } = useFile()
  const t = useTranslations('members.file')
  const facts = [
    [t('card'), member.cardNumber ?? <MissingValue kind="missing" key="card" />],
    ...(member.formerCard === null
      ? []
      : [
          [
            t('former-card'),
            t('former-card-noted', { number: member.formerCard.number, day: formatDay(member.formerCard.notedOn) }),
          ] as const,
        ]),
    ...(member.fileNumber === null ? [] : [[t('file-number'), member.fileNumber] as const]),
    [t('born'), member.bornOn === null ? <MissingValue kind="missing" key="born" /> : formatDay(member.bornOn)],
    [t('kind'), member.kindLabel],
    [t('admitted'), formatDay(member.admittedOn)],
    [
      t('full'),
      member.fullOn === null ? (
        member.isProbationary ? (
          <MissingValue key="full" kind="not-applicable" note={t('probationary')} />
        ) : (
          <MissingValue key="full" kind="missing" />
        )
      ) : (
        formatDay(member.fullOn)
      ),
    ],
    [t('party-age'), t('years', { count: member.partyAge })],
    [t('work-group'), member.workGroupLabel],
    [
      t('cell'),
      cell === null ? (
        <MissingValue kind="missing" key="cell" />
      ) : cell.isLinked ? (
        <Link key="cell" to={`/organizations/${cell.organizationId}`}>
          {cell.name}
        </Link>
      ) : (
        cell.name
      ),
    ],
  ] as const
  return (
    <Panel title={t('identity')}>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** Posts, memberships and statuses, each a list of periods, newest first. */
function Life() {
  const { posts, memberships, statuses } = useFile()
  const t = useTranslations('members.file')
  const until = (lastDay: string | null) => (lastDay === null ? t('now') : formatDay(lastDay))
  const period = [
    { id: 'from', head: t('from'), cell: ({ from }: { from: string }) => formatDay(from) },
    { id: 'to', head: t('to'), cell: ({ lastDay }: { lastDay: string | null }) => until(lastDay) },
  ]
  return (
    <>
      <Panel title={t('posts')} flush>
        <DataTable
          label={t('posts')}
          rows={posts}
          rowKey={({ title, organizationName, from }) => `${title}-${organizationName}-${from}`}
          columns={[
            { id: 'post', head: t('post'), phone: 'title', cell: ({ title }) => title },
            { id: 'organization', head: t('organization'), cell: ({ organizationName }) => organizationName },
            { id: 'leads', head: t('leads'), cell: ({ isLeader }) => t(isLeader ? 'yes' : 'no') },
            ...period,
          ]}
          empty={<EmptyState why={t('no-posts')} />}
        />
      </Panel>
      <Panel title={t('memberships')} flush>
        <DataTable
          label={t('memberships')}
          rows={memberships}
          rowKey={({ organizationId, kindLabel, from }) => `${organizationId}-${kindLabel}-${from}`}
          columns={[
            {
              id: 'organization',
              head: t('organization'),
              phone: 'title',
              cell: ({ organizationId, organizationName, isLinked }) =>
                isLinked ? <Link to={`/organizations/${organizationId}`}>{organizationName}</Link> : organizationName,
            },
            { id: 'kind', head: t('kind-of-membership'), cell: ({ kindLabel }) => kindLabel },
            ...period,
          ]}
          empty={<EmptyState why={t('no-memberships')} />}
        />
      </Panel>
      <Panel title={t('statuses')} flush>
        <DataTable
          label={t('statuses')}
          rows={statuses}
          rowKey={({ statusLabel, from }) => `${statusLabel}-${from}`}
          columns={[
            { id: 'status', head: t('status'), phone: 'title', cell: ({ statusLabel }) => statusLabel },
            ...period,
          ]}
          empty={<EmptyState why={t('no-statuses')} />}
        />
      </Panel>
    </>
  )
}

function Ratings() {
  const { ratings } = useFile()
  const t = useTranslations('members.file')
  return (
    <Panel title={t('ratings')}>
      {ratings.length === 0 ? (
        <p className={classes['light']}>{t('no-ratings')}</p>
      ) : (
        <ul className={classes['ratings']}>
          {ratings.map(({ year, outcome, decisionNumber, decidedOn }) => (
            <li key={year}>
              <strong>{year}</strong>
              <GradeChip grade={outcome} />
              <span className={classes['light']}>
                {t('decision', { number: decisionNumber, day: formatDay(decidedOn) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
