import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { OwedReports } from '../consolidation/report-lines.tsx'
import { MattersPanel } from '../events/matters-panel.tsx'
import { AlarmWork, ConclusionWork } from '../incidents/incident-work.tsx'
import { InformationWork } from '../information/information-work.tsx'
import { RemedyWork } from '../inspection/remedy-work.tsx'
import { ScreeningWork } from '../monitoring/screening-work.tsx'
import { PetitionWork } from '../petitions/petition-work.tsx'
import { DirectiveWork } from '../reports/directive-work.tsx'
import { Deadline } from '../ui/deadline.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FileChip } from '../ui/file-chip.tsx'
import { formatDay, formatShortDay, formatWeekday } from '../ui/format.ts'
import { usePage } from '../ui/page-context.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './my-work.module.css'
import type { myWorkLoader } from './my-work.server.ts'
import { CampaignProgress } from './my-work-progress.tsx'
import { TaskRow } from './my-work-task.tsx'

const groups = ['overdue', 'today', 'soon', 'later'] as const

/** The start page: only what this person can act on, by deadline; beside it how far his campaign is. */
export function MyWorkScreen() {
  const {
    today,
    tasks,
    progress,
    ownFiles,
    imports,
    matters,
    remedies,
    incidents,
    issues,
    directives,
    screening,
    petitions,
    owed,
  } = useLoaderData<typeof myWorkLoader>()
  const t = useTranslations('access.my-work')
  const { preferences } = usePage()
  const overdue = tasks.filter(({ group }) => group === 'overdue').length
  const other = [
    incidents.alarms.length > 0 && <AlarmWork key="alarms" alarms={incidents.alarms} />,
    incidents.conclusions.length > 0 && <ConclusionWork key="conclusions" conclusions={incidents.conclusions} />,
    issues.length > 0 && <InformationWork key="issues" issues={issues} />,
    directives.length > 0 && <DirectiveWork key="directives" tasks={directives} />,
    petitions && <PetitionWork key="petitions" work={petitions} />,
    screening && <ScreeningWork key="screening" work={screening} />,
    owed.length > 0 && <OwedReports key="reports" reports={owed} />,
  ].filter(Boolean)
  // Where no step of a rating waits, what else waits stands in its place: nobody is told that nothing does.
  const waits = remedies.length + other.length > 0
  const inPlace = tasks.length === 0 && waits
  const side = inPlace ? [] : other
  const hasSide = progress.length + ownFiles.length + imports.length + matters.length + side.length > 0
  return (
    <>
      <PageHead
        title={t('title')}
        state={
          tasks.length === 0
            ? `${formatWeekday(today, preferences.locale)}, ${formatDay(today)}.`
            : t('state', { count: tasks.length, overdue })
        }
      />
      <div className={hasSide ? classes['columns'] : undefined}>
        <div className={classes['groups']}>
          <RemedyWork remedies={remedies} />
          {inPlace && other}
          {tasks.length === 0 ? (
            <NothingToDo isAlone={!waits} />
          ) : (
            groups.map((group) => <TaskGroup key={group} group={group} />)
          )}
        </div>
        {hasSide && (
          <div className={classes['groups']}>
            {matters.length > 0 && <MattersPanel matters={matters} />}
            {side}
            {progress.map(({ key, ...one }) => (
              <CampaignProgress key={key} {...one} />
            ))}
            {ownFiles.map(({ organizationId, name, state, due, to, year }) => (
              <Panel
                key={organizationId}
                title={t('file-of', { year: String(year) })}
                aside={<Link to={to}>{t('open')}</Link>}
              >
                <p className={classes['file']}>
                  <strong>{name}</strong> <FileChip state={state} />
                </p>
                <p className={classes['light']}>
                  {t('due')} <DueDay due={due} />
                </p>
              </Panel>
            ))}
            {imports.length > 0 && (
              <Panel title={t('imports')}>
                <ul className={classes['imports']}>
                  {imports.map(({ runId, fileName, state, rowsTotal }) => (
                    <li key={runId}>
                      <Link to={`/imports/${runId}`}>{fileName}</Link>
                      <span className={classes['light']}>
                        {t(state === 'checked' ? 'import-checked' : 'import-reading', { count: rowsTotal })}
                      </span>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </div>
        )}
      </div>
    </>
  )
}

type Due = { readonly day: string; readonly workingDays: number | null }

function DueDay({ due }: { due: Due }) {
  return due.workingDays === null ? (
    formatDay(due.day)
  ) : (
    <Deadline deadline={{ kind: 'counted', day: due.day, workingDays: due.workingDays }} />
  )
}

function TaskGroup({ group }: { group: (typeof groups)[number] }) {
  const { tasks, today } = useLoaderData<typeof myWorkLoader>()
  const t = useTranslations('access.my-work')
  const onPhone = useMediaQuery('(max-width: 48em)') ?? false
  const [chosen, setChosen] = useState<boolean | null>(null)
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  const own = tasks.filter((task) => task.group === group)
  const [first] = own
  if (!first) return null
  const last = own.at(-1) ?? first
  // What comes later is folded only behind something nearer.
  const isBehind = tasks.length > own.length
  const foldable = isBehind && (group === 'later' || (group === 'soon' && onPhone && ready))
  const open = !foldable || (chosen ?? false)
  const title = t(`groups.${group}`, { day: formatShortDay(group === 'today' ? today : last.dueOn) })
  return (
    <Panel
      title={title}
      note={
        foldable && !open
          ? t('folded', { count: own.length, day: formatShortDay(first.dueOn) })
          : t('count', { count: own.length })
      }
      tone={group === 'overdue' ? 'red' : 'plain'}
      flush
      aside={
        foldable && (
          <button
            type="button"
            className={classes['fold']}
            aria-expanded={open}
            aria-label={`${t(open ? 'fold' : 'unfold')}: ${title}`}
            onClick={() => setChosen(!open)}
          >
            {t(open ? 'fold' : 'unfold')}
          </button>
        )
      }
    >
      {open && (
        <ul className={classes['tasks']} aria-label={title}>
          {own.map(({ key, ...task }) => (
            <TaskRow key={key} task={task} today={today} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** No task: said plainly when nothing else waits, with what this role does do, and where. */
function NothingToDo({ isAlone }: { isAlone: boolean }) {
  const { roles, nextDue, hasMember } = useLoaderData<typeof myWorkLoader>()
  const t = useTranslations('access.my-work')
  const special = (['system-admin', 'privacy-auditor', 'identity-custodian'] as const).filter((role) =>
    roles.some((held) => held === role),
  )
  if (roles.length === 0) {
    return (
      <Panel title={t('no-role-title')}>
        <EmptyState why={t('no-role')} />
      </Panel>
    )
  }
  return (
    <>
      {special.map((role) => (
        <Panel key={role} title={t(`special.${role}.title`)}>
          <div className={classes['special']}>
            <p>{t(`special.${role}.what`)}</p>
            {role !== 'identity-custodian' && (
              <dl className={classes['commands']}>
                {(['first', 'second'] as const).map((line) => (
                  <div key={line}>
                    <dt>
                      <code>{t(`special.${role}.${line}.command`)}</code>
                    </dt>
                    <dd>{t(`special.${role}.${line}.does`)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        </Panel>
      ))}
      {isAlone && roles.length > special.length && (
        <Panel title={t('nothing-title')}>
          <EmptyState
            why={
              nextDue === null
                ? t('nothing-no-campaign')
                : t('nothing', {
                    year: String(nextDue.year),
                    cells: formatDay(nextDue.cellDueOn),
                    committees: formatDay(nextDue.committeeDueOn),
                  })
            }
            action={
              hasMember && (
                <Button component={Link} to="/members/me" variant="default">
                  {t('own-file')}
                </Button>
              )
            }
          />
        </Panel>
      )}
    </>
  )
}
